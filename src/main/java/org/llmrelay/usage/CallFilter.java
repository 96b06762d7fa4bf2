package org.llmrelay.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Ending;
import org.llmrelay.pricing.Charge;

/**
 * Which calls are wanted: those that arrived in a time and fit everything else that is given.
 *
 * @param model the model asked for
 * @param client the name of the caller's program, in small letters
 * @param status what the caller saw, or null
 * @param least the least rated micro-dollars, or 0
 */
public record CallFilter(
        TimeRange time,
        @Nullable String key,
        @Nullable String account,
        @Nullable String model,
        @Nullable String client,
        @Nullable Ending ending,
        @Nullable Statuses status,
        long least) {

    /** Statuses from one to another, both included. */
    public record Statuses(int first, int last) {}

    /** All calls of a time, or those that asked for a model. */
    static CallFilter of(TimeRange time, @Nullable String model) {
        return new CallFilter(time, null, null, model, null, null, null, 0);
    }

    /** Whether it wants all calls of a time. */
    boolean isPlain() {
        return account == null && model == null && client == null && ending == null && status == null && least == 0;
    }

    /** Whether all fits but the cost. */
    boolean fits(LedgerEntry entry) {
        int seen = entry.outcome().status();
        return time.holds(entry.at())
                && isEither(key, entry.key())
                && isEither(account, entry.account())
                && isEither(model, entry.model())
                && isEither(client, Subject.program(entry.client()))
                && (ending == null || ending == entry.outcome().ending())
                && (status == null || (seen >= status.first() && seen <= status.last()));
    }

    boolean isDearEnough(BookedCall call) {
        return least == 0 || rated(call) >= least;
    }

    private static boolean isEither(@Nullable String wanted, @Nullable String actual) {
        return wanted == null || wanted.equals(actual);
    }

    private static long rated(BookedCall call) {
        Charge charge = call.charge();
        return charge == null ? 0 : charge.rated();
    }

    /** For whom there must be something in the counters where there are calls that fit. */
    List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        subject(Dimension.KEY, key).forEach(subjects::add);
        subject(Dimension.ACCOUNT, account).forEach(subjects::add);
        subject(Dimension.MODEL, model).forEach(subjects::add);
        subject(Dimension.CLIENT, client).forEach(subjects::add);
        return subjects.isEmpty() ? List.of(Subject.WHOLE) : subjects;
    }

    private static Stream<Subject> subject(Dimension dimension, @Nullable String id) {
        return id == null ? Stream.empty() : Stream.of(new Subject(dimension, id));
    }
}
