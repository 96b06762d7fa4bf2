package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.RangeQuery;
import org.llmrelay.admin.SubjectQuery;
import org.llmrelay.admin.UsageDesk;
import org.llmrelay.usage.Calendar;

/** Who used what and what it cost in a range of days, beside the same span before it. */
@Named
@RequestScoped
public class ReportsBacking {
    private static final SubjectQuery WHOLE = new SubjectQuery(null, null, null, null, null);
    private static final int PAGE = 100;
    private static final int MOST = 10_000;

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Calendar calendar;

    private final Map<String, String> wish = new HashMap<>();
    private @Nullable Map<String, Object> top;
    private @Nullable Map<String, Object> before;
    private @Nullable Map<String, Object> earlier;

    public String getOf() {
        return wish("of", "key");
    }

    public String getBy() {
        return wish("by", "cost");
    }

    public int getPage() {
        return Integer.parseInt(wish("page", "0").matches("[0-9]{1,4}") ? wish("page", "0") : "0");
    }

    private String wish(String name, String missing) {
        String text = wish.get(name);
        return text == null || text.isBlank() ? missing : text.strip();
    }

    private RangeQuery range() {
        boolean isSpan = wish.get("from") != null || wish.get("to") != null;
        return isSpan
                ? new RangeQuery(
                        null, wish("from", ""), wish("to", calendar.today().toString()))
                : new RangeQuery(wish("range", "30d"), null, null);
    }

    /** A {@code Top} of the API. */
    public Map<String, Object> getTop() {
        if (top == null) {
            top = top(range(), new Paging(getPage() * PAGE, PAGE));
        }
        return top;
    }

    private Map<String, Object> top(RangeQuery range, Paging paging) {
        UsageDesk.Wish asked = new UsageDesk.Wish(getOf(), getBy());
        return acts.look(() -> Shapes.of(desks.books().usage().top(asked, range, paging)))
                .orElse(Map.of());
    }

    /** A {@code Series} of the API for the whole, by days. */
    public Map<String, Object> getWhole() {
        return acts.look(() -> Shapes.of(desks.books().usage().series(WHOLE, range(), "day")))
                .orElse(Map.of());
    }

    /** The whole of as many days right before. */
    public Map<String, Object> getBefore() {
        if (before == null) {
            before = acts.look(() -> Shapes.of(desks.books().usage().series(WHOLE, earlierRange(), "day")))
                    .orElse(Map.of());
        }
        return before;
    }

    private RangeQuery earlierRange() {
        LocalDate first = day(Shapes.text(getTop(), "from"));
        LocalDate end = day(Shapes.text(getTop(), "to"));
        long days = Math.max(1, end.toEpochDay() - first.toEpochDay());
        return new RangeQuery(
                null, first.minusDays(days).toString(), first.minusDays(1).toString());
    }

    private LocalDate day(String instant) {
        return instant.isEmpty() ? calendar.today() : calendar.date(Instant.parse(instant));
    }

    /** What somebody cost in as many days right before, in micro-dollars; zero where it was nothing. */
    public Number earlierCost(String id) {
        if (earlier == null) {
            List<?> items = Shapes.list(top(earlierRange(), new Paging(0, MOST)), "items");
            earlier = items.stream()
                    .collect(Collectors.toMap(
                            item -> Shapes.text(item, "id"),
                            item -> (Object) Shapes.number(item, "total", "cost", "rated_microdollars"),
                            (one, other) -> one));
        }
        return earlier.get(id) instanceof Number number ? number : 0;
    }

    /** The address of this report with something else instead. */
    public String address(String name, String value) {
        Map<String, String> other = new HashMap<>(wish);
        other.put(name, value);
        other.values().removeIf(Objects::isNull);
        return "reports?"
                + other.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("&"));
    }

    /** Sends the whole report as a file. */
    public void export() {
        acts.look(() -> desks.books().usage().topAsCsv(new UsageDesk.Wish(getOf(), getBy()), range()))
                .ifPresent(csv -> Download.send(
                        "report-" + getOf() + ".csv",
                        "text/csv;charset=UTF-8",
                        out -> out.write(csv.getBytes(StandardCharsets.UTF_8))));
    }

    public int getPages() {
        return (int) ((Shapes.number(getTop(), "total").longValue() + PAGE - 1) / PAGE);
    }

    public Map<String, String> getWish() {
        return wish;
    }
}
