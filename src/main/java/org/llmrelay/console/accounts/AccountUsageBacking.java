package org.llmrelay.console.accounts;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.RangeQuery;
import org.llmrelay.admin.SubjectQuery;
import org.llmrelay.console.Acts;
import org.llmrelay.console.Charts;
import org.llmrelay.console.Shapes;
import org.llmrelay.console.Show;
import org.llmrelay.console.Words;

/** What one account has used. */
@Named
@RequestScoped
public class AccountUsageBacking {
    private static final double MICROS = 1_000_000.0;

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Show show;

    @Inject
    Words words;

    private final Map<String, Map<String, Object>> read = new HashMap<>();

    /** A {@code Series} of the API. {@code range}: {@code today} or {@code 30d}. */
    public Map<String, Object> series(String account, String range) {
        return read.computeIfAbsent(account + range, one -> acts.look(() -> Shapes.of(desks.books()
                        .usage()
                        .series(
                                new SubjectQuery(null, account, null, null, null),
                                new RangeQuery(range, null, null),
                                null)))
                .orElse(Map.of()));
    }

    /** Its cost day by day. */
    public String chart(String account) {
        List<?> items = Shapes.list(series(account, "30d"), "items");
        DateTimeFormatter format = DateTimeFormatter.ofPattern("MM-dd");
        List<String> days = items.stream()
                .map(item ->
                        format.format(Instant.parse(Shapes.text(item, "from")).atZone(show.zone())))
                .toList();
        List<Double> dollars = items.stream()
                .map(item -> Shapes.number(item, "total", "cost", "rated_microdollars")
                                .longValue()
                        / MICROS)
                .toList();
        return Charts.bars(days).with(words.of("cost"), dollars).json();
    }
}
