package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.RangeQuery;
import org.llmrelay.admin.UsageDesk;
import org.llmrelay.usage.Calendar;

/** Who used what and what it cost in a range of days: what is asked for, by the address, and what is answered. */
@Named
@RequestScoped
public class ReportsBacking {
    private static final String DAY = "day";
    private static final int PAGE = 100;

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Calendar calendar;

    private final Map<String, String> wish = new HashMap<>();
    private @Nullable Map<String, Object> top;

    /** {@code day}, or what the API's {@code top} knows. */
    public String getOf() {
        return wish("of", "key");
    }

    public String getBy() {
        return wish("by", "cost");
    }

    public boolean isByDay() {
        return getOf().equals(DAY);
    }

    public int getPage() {
        return Integer.parseInt(wish("page", "0").matches("[0-9]{1,4}") ? wish("page", "0") : "0");
    }

    private String wish(String name, String missing) {
        String text = wish.get(name);
        return text == null || text.isBlank() ? missing : text.strip();
    }

    RangeQuery range() {
        boolean isSpan = wish.get("from") != null || wish.get("to") != null;
        return isSpan
                ? new RangeQuery(
                        null, wish("from", ""), wish("to", calendar.today().toString()))
                : new RangeQuery(wish("range", "30d"), null, null);
    }

    UsageDesk.Wish asked() {
        return new UsageDesk.Wish(getOf(), getBy());
    }

    /** A {@code Top} of the API; empty for days. */
    public Map<String, Object> getTop() {
        if (top == null) {
            Paging paging = new Paging(getPage() * PAGE, PAGE);
            top = isByDay()
                    ? Map.of()
                    : acts.look(() -> Shapes.of(desks.books().usage().top(asked(), range(), paging)))
                            .orElse(Map.of());
        }
        return top;
    }

    /** The address of this report with something else instead; another list begins with its first page. */
    public String address(String name, String value) {
        Map<String, String> other = new HashMap<>(wish);
        other.remove("page");
        other.put(name, value);
        other.values().removeIf(Objects::isNull);
        return "reports?"
                + other.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    /** Sends the whole report as a file. */
    public void export() {
        UsageDesk desk = desks.books().usage();
        acts.look(() -> isByDay() ? desk.daysAsCsv(range()) : desk.topAsCsv(asked(), range()))
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
