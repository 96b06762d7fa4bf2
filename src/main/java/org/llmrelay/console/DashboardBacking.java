package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.AccountStateBody;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.SubjectQuery;
import org.llmrelay.admin.UsageDesk;

/** The first page: what is used, what it costs, and what needs somebody. */
@Named
@RequestScoped
public class DashboardBacking {
    private static final SubjectQuery WHOLE = new SubjectQuery(null, null, null, null, null);
    private static final int TOP = 5;
    private static final Set<String> WAYS = Set.of("model", "key", "account");

    /** Charts by model, key or account show so many series. */
    private static final int SERIES = 5;

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    UsageCharts charts;

    @Inject
    DashboardSpan span;

    private @Nullable Map<String, Object> series;
    private @Nullable Map<String, Object> live;
    private @Nullable List<Map<String, Object>> accounts;
    private @Nullable Integer unknownPrices;
    private final Map<String, List<?>> tops = new HashMap<>();

    /** What was used, by hour or by day: a {@code Series} of the API. */
    public Map<String, Object> getSeries() {
        if (series == null) {
            series = series(WHOLE);
        }
        return series;
    }

    private Map<String, Object> series(SubjectQuery subject) {
        return acts.look(() -> Shapes.of(desks.books().usage().series(subject, span.query(), span.grain())))
                .orElse(Map.of());
    }

    /** Calls and tokens a minute: a {@code Live} of the API. */
    public Map<String, Object> getLive() {
        if (live == null) {
            live = acts.look(() -> Shapes.of(desks.books().usage().live(WHOLE, "1")))
                    .orElse(Map.of());
        }
        return live;
    }

    /** Who cost the most: items of a {@code Top} of the API. {@code of}: key, account, model or client. */
    public List<?> top(String of) {
        return tops.computeIfAbsent(of, this::read);
    }

    private List<?> read(String of) {
        UsageDesk.Wish wish = new UsageDesk.Wish(of, "cost");
        return acts.look(() -> Shapes.of(desks.books().usage().top(wish, span.query(), new Paging(0, TOP))))
                .<List<?>>map(top -> Shapes.list(top, "items"))
                .orElse(List.of());
    }

    /** How each account stands: {@code AccountState}s of the API. */
    public List<Map<String, Object>> getAccounts() {
        if (accounts == null) {
            accounts = acts.look(() -> desks.accounts().states().stream()
                            .map(AccountStateBody::of)
                            .map(Shapes::of)
                            .toList())
                    .orElse(List.of());
        }
        return accounts;
    }

    /** Accounts that should work and do not; those that only somebody can mend come first. */
    public List<Map<String, Object>> getTroubled() {
        return getAccounts().stream()
                .filter(account -> Boolean.TRUE.equals(account.get("enabled")))
                .filter(account -> !"healthy".equals(account.get("state")))
                .sorted((a, b) -> Boolean.compare(needsSomebody(b), needsSomebody(a)))
                .toList();
    }

    private static boolean needsSomebody(Map<String, Object> account) {
        return Boolean.TRUE.equals(account.get("needs_attention"));
    }

    /** How many accounts are in each state. */
    public Map<Object, Long> getStates() {
        return getAccounts().stream()
                .collect(Collectors.groupingBy(account -> account.get("state"), Collectors.counting()));
    }

    public long getRunning() {
        return getAccounts().stream()
                .mapToLong(account -> Shapes.number(account, "running_calls").longValue())
                .sum();
    }

    public int getUnknownPrices() {
        if (unknownPrices == null) {
            unknownPrices = acts.look(() -> desks.prices().unknown().size()).orElse(0);
        }
        return unknownPrices;
    }

    public String getTokenChart() {
        return charts.tokens(getSeries());
    }

    public String getCostChart() {
        List<UsageCharts.Line> lines = new ArrayList<>();
        for (Object item : top(getBy())) {
            if (lines.size() < SERIES) {
                String id = Shapes.text(item, "id");
                String name = Shapes.text(item, "name");
                lines.add(new UsageCharts.Line(name.isEmpty() ? id : name, series(subject(id))));
            }
        }
        return charts.cost(getSeries(), lines);
    }

    private SubjectQuery subject(String id) {
        return new SubjectQuery(
                getBy().equals("key") ? id : null,
                getBy().equals("account") ? id : null,
                getBy().equals("model") ? id : null,
                null,
                null);
    }

    public String getQualityChart() {
        return charts.quality(getSeries());
    }

    public String getBy() {
        String by = span.getWish().get("by");
        return by == null || !WAYS.contains(by) ? "model" : by;
    }
}
