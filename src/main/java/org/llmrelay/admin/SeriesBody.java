package org.llmrelay.admin;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.usage.Grain;
import org.llmrelay.usage.Reports;
import org.llmrelay.usage.Subject;
import org.llmrelay.usage.Tally;

/** What one subject used, slice by slice; {@code id} is null for everything together. */
public record SeriesBody(
        String of,
        @Nullable String id,
        String zone,
        String grain,
        Instant from,
        Instant to,
        TallyBody total,
        List<Item> items)
        implements JsonBody {

    /** One slice: a minute, an hour, a day or a month. */
    record Item(Instant from, Instant to, TallyBody total) {}

    /** {@code points}: one or more. */
    static SeriesBody of(Subject subject, Grain grain, ZoneId zone, List<Reports.Point> points) {
        Tally total = points.stream().map(Reports.Point::tally).reduce(Tally.NONE, Tally::plus);
        return new SeriesBody(
                subject.dimension().code(),
                subject.equals(Subject.WHOLE) ? null : subject.id(),
                zone.getId(),
                grain.code(),
                points.get(0).slice().start(),
                points.get(points.size() - 1).slice().end(),
                TallyBody.of(total),
                points.stream().map(SeriesBody::item).toList());
    }

    private static Item item(Reports.Point point) {
        return new Item(point.slice().start(), point.slice().end(), TallyBody.of(point.tally()));
    }
}
