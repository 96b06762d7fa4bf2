package org.llmrelay.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.RangeQuery;
import org.llmrelay.admin.SubjectQuery;
import org.llmrelay.usage.Calendar;

/** What a report's days come to, beside as many days right before them. Each is read once. */
@Named
@RequestScoped
public class ReportSums {
    private static final SubjectQuery WHOLE = new SubjectQuery(null, null, null, null, null);

    @Inject
    Desks desks;

    @Inject
    Acts acts;

    @Inject
    Calendar calendar;

    @Inject
    ReportsBacking report;

    private @Nullable Map<String, Object> whole;
    private @Nullable Map<String, Object> before;
    private @Nullable Map<String, Long> earlier;

    /** A {@code Series} of the API for the whole, by days. */
    public Map<String, Object> getWhole() {
        if (whole == null) {
            whole = series(report.range());
        }
        return whole;
    }

    /** The whole of as many days right before. */
    public Map<String, Object> getBefore() {
        if (before == null) {
            before = series(earlierRange());
        }
        return before;
    }

    private Map<String, Object> series(RangeQuery range) {
        return acts.look(() -> Shapes.of(desks.books().usage().series(WHOLE, range, "day")))
                .orElse(Map.of());
    }

    private RangeQuery earlierRange() {
        LocalDate first = day(Shapes.text(getWhole(), "from"));
        LocalDate end = day(Shapes.text(getWhole(), "to"));
        long days = Math.max(1, end.toEpochDay() - first.toEpochDay());
        return new RangeQuery(
                null, first.minusDays(days).toString(), first.minusDays(1).toString());
    }

    private LocalDate day(String instant) {
        return instant.isEmpty() ? calendar.today() : calendar.date(Instant.parse(instant));
    }

    /** What somebody in the report cost in as many days right before, in micro-dollars; zero where it was nothing. */
    long earlierCost(String id) {
        if (earlier == null) {
            List<String> shown = Shapes.list(report.getTop(), "items").stream()
                    .map(item -> Shapes.text(item, "id"))
                    .toList();
            earlier = acts.look(() -> desks.books().usage().costs(report.asked(), earlierRange(), shown))
                    .orElse(Map.of());
        }
        return earlier.getOrDefault(id, 0L);
    }
}
