package org.llmrelay.admin;

import org.jspecify.annotations.Nullable;
import org.llmrelay.usage.Tally;

/** What calls add up to; {@code averageFirstByteMs}: of the calls that had a first byte, or null. */
record TallyBody(
        long calls,
        long failedCalls,
        long estimatedCalls,
        UsageBody usage,
        SpendingBody cost,
        @Nullable Long averageFirstByteMs) {

    static TallyBody of(Tally tally) {
        return new TallyBody(
                tally.calls(),
                tally.failed(),
                tally.estimated(),
                UsageBody.of(tally.usage()),
                SpendingBody.of(tally.spending()),
                tally.firstBytes() < 1 ? null : tally.firstByteMillis() / tally.firstBytes());
    }
}
