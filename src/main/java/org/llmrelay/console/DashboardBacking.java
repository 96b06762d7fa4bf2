package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.AccountStateBody;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.RangeQuery;
import org.llmrelay.admin.SubjectQuery;
import org.llmrelay.admin.UsageDesk;

/** The first page: what is used, what it costs, and what needs somebody. */
@Named
@RequestScoped
public class DashboardBacking {
    private static final SubjectQuery WHOLE = new SubjectQuery(null, null, null, null, null);
    private static final int TOP = 5;

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Show show;

    @Inject
    Words words;

    private String range = "today";
    private @Nullable Map<String, Object> series;
    private @Nullable List<Map<String, Object>> accounts;

    public String getRange() {
        return range;
    }

    public void setRange(@Nullable String range) {
        this.range = range == null ? "today" : range;
    }

    private RangeQuery time() {
        return new RangeQuery(range, null, null);
    }

    /** What was used, by hour or by day: a {@code Series} of the API. */
    public Map<String, Object> getSeries() {
        if (series == null) {
            series = acts.look(() -> Shapes.of(desks.books().usage().series(WHOLE, time(), null)))
                    .orElse(Map.of());
        }
        return series;
    }

    /** Calls and tokens a minute: a {@code Live} of the API. */
    public Map<String, Object> getLive() {
        return acts.look(() -> Shapes.of(desks.books().usage().live(WHOLE, null)))
                .orElse(Map.of());
    }

    /** Who cost the most: items of a {@code Top} of the API. {@code of}: key, account, model or client. */
    public List<?> top(String of) {
        UsageDesk.Wish wish = new UsageDesk.Wish(of, "cost");
        return acts.look(() -> Shapes.of(desks.books().usage().top(wish, time(), new Paging(0, TOP))))
                .map(top -> Shapes.list(top, "items"))
                .orElse(List.of());
    }

    /** How each account stands: {@code AccountState}s of the API. */
    public List<Map<String, Object>> getAccounts() {
        if (accounts == null) {
            accounts = acts.look(() -> desks.accounts().all().stream()
                            .map(account -> desks.accounts().state(account.id()))
                            .map(AccountStateBody::of)
                            .map(Shapes::of)
                            .toList())
                    .orElse(List.of());
        }
        return accounts;
    }

    public List<Map<String, Object>> getTroubled() {
        return getAccounts().stream()
                .filter(account ->
                        Boolean.TRUE.equals(account.get("enabled")) && !"healthy".equals(account.get("state")))
                .toList();
    }

    public String getTokenChart() {
        return Charts.bars(labels())
                .with(words.of("tokens.input"), values("usage", "input_tokens"))
                .with(words.of("tokens.output"), values("usage", "output_tokens"))
                .with(words.of("tokens.cache-read"), values("usage", "cache_read_tokens"))
                .stacked()
                .json();
    }

    public String getCostChart() {
        List<Double> dollars = values("cost", "rated_microdollars").stream()
                .map(micros -> micros.longValue() / 1_000_000.0)
                .toList();
        return Charts.lines(labels()).with(words.of("cost"), dollars).json();
    }

    private List<?> items() {
        return Shapes.list(getSeries(), "items");
    }

    private List<String> labels() {
        boolean isHours = Shapes.text(getSeries(), "grain").equals("hour");
        DateTimeFormatter format = DateTimeFormatter.ofPattern(isHours ? "HH:mm" : "MM-dd");
        ZoneId zone = show.zone();
        return items().stream()
                .map(item ->
                        format.format(Instant.parse(Shapes.text(item, "from")).atZone(zone)))
                .toList();
    }

    private List<Number> values(String group, String name) {
        return items().stream()
                .map(item -> Shapes.number(item, "total", group, name))
                .toList();
    }
}
