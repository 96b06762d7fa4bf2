package org.llmrelay.admin;

import java.time.Instant;
import java.util.List;
import org.llmrelay.usage.Reports;
import org.llmrelay.usage.Tally;

/** What happened in the last whole minutes, by the minute and on average. */
public record LiveBody(Instant from, Instant to, double requestsPerMinute, double tokensPerMinute, List<Item> items)
        implements JsonBody {

    /** One minute. */
    record Item(Instant from, Instant to, TallyBody total) {}

    static LiveBody of(List<Reports.Point> points) {
        Tally total = points.stream().map(Reports.Point::tally).reduce(Tally.NONE, Tally::plus);
        return new LiveBody(
                points.get(0).slice().start(),
                points.get(points.size() - 1).slice().end(),
                average(total.calls(), points.size()),
                average(total.usage().tokens(), points.size()),
                points.stream().map(LiveBody::item).toList());
    }

    private static double average(long sum, int count) {
        return Math.round(100.0 * sum / count) / 100.0;
    }

    private static Item item(Reports.Point point) {
        return new Item(point.slice().start(), point.slice().end(), TallyBody.of(point.tally()));
    }
}
