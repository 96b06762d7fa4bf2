package org.llmrelay.admin;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.usage.Place;
import org.llmrelay.usage.Recomputation;
import org.llmrelay.usage.Subject;

/**
 * What a day's ledger says of its charges and counters.
 *
 * @param calls how many calls the ledger has of this day
 * @param wrongCharges calls whose amounts do not follow from what was booked with them; no more than a hundred
 * @param wrongCounters how many numbers differ, of which {@code differences} shows a hundred
 * @param mendedCounters how many of them have been put right
 * @param next the day to go on with, or null where that was all
 */
public record RecomputeBody(
        LocalDate day,
        long calls,
        List<Call> wrongCharges,
        long wrongCounters,
        long mendedCounters,
        List<Difference> differences,
        @Nullable LocalDate next)
        implements JsonBody {
    private static final int MOST = 100;

    /** A call in the ledger. */
    record Call(String key, String entry) {}

    /** What was counted, and what is right by the ledger; {@code slice}: the day or month, or an hour's start as epoch second. */
    record Difference(
            String grain, String slice, String of, @Nullable String id, TallyBody counted, TallyBody right) {}

    static RecomputeBody of(LocalDate day, Recomputation.Result result, @Nullable LocalDate next) {
        return new RecomputeBody(
                day,
                result.calls(),
                result.wrongCharges().stream().map(RecomputeBody::call).toList(),
                result.differences().size(),
                result.mended(),
                result.differences().stream()
                        .limit(MOST)
                        .map(RecomputeBody::difference)
                        .toList(),
                next);
    }

    private static Call call(Place place) {
        return new Call(place.key(), place.entry());
    }

    private static Difference difference(Recomputation.Difference difference) {
        Subject subject = difference.subject();
        return new Difference(
                difference.slice().grain().code(),
                difference.slice().name(),
                subject.dimension().code(),
                subject.equals(Subject.WHOLE) ? null : subject.id(),
                TallyBody.of(difference.counted()),
                TallyBody.of(difference.right()));
    }
}
