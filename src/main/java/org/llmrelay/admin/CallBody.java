package org.llmrelay.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Estimated;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.PassedOver;
import org.llmrelay.usage.LedgerEntry;

/**
 * A call as it was booked.
 *
 * @param account the id of the account that answered, or null
 * @param model the model asked for
 * @param answeredModel the model that the upstream says it was, or null
 * @param status what the caller saw, or 0
 * @param estimated which parts of the usage the upstream did not tell, or not to the end
 * @param passedOver accounts that were looked at and not asked, in order
 * @param charge null in entries from before there were prices
 */
public record CallBody(
        String id,
        Instant at,
        @Nullable String account,
        String dialect,
        String model,
        @Nullable String answeredModel,
        boolean streamed,
        @Nullable String client,
        String ending,
        int status,
        UsageBody usage,
        List<String> estimated,
        @Nullable ChargeBody charge,
        @Nullable Long firstByteMs,
        long totalMs,
        List<Try> attempts,
        List<PassedOver> passedOver) {

    /**
     * {@code status}: the upstream's, or 0; {@code result}: {@code ok}, or the code of a fault; {@code chosenBy}: what brought the account to the front, or
     * null in old entries.
     */
    record Try(
            String account,
            int status,
            String result,
            long tookMs,
            @Nullable String chosenBy) {}

    public static CallBody of(LedgerEntry entry) {
        Outcome outcome = entry.outcome();
        Duration firstByte = outcome.firstByte();
        return new CallBody(
                entry.call(),
                entry.at(),
                entry.account(),
                entry.dialect(),
                entry.model(),
                outcome.model(),
                entry.streamed(),
                entry.client(),
                outcome.ending().code(),
                outcome.status(),
                UsageBody.of(outcome.usage()),
                estimated(outcome.estimated()),
                ChargeBody.of(entry.charge()),
                firstByte == null ? null : firstByte.toMillis(),
                outcome.total().toMillis(),
                outcome.attempts().stream().map(CallBody::attempt).toList(),
                outcome.passedOver());
    }

    /** Names of the parts that are estimated. */
    static List<String> estimated(Estimated estimated) {
        return Stream.of(estimated.input() > 0 ? "input_tokens" : "", estimated.output() > 0 ? "output_tokens" : "")
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Try attempt(Attempt attempt) {
        return new Try(
                attempt.account(),
                attempt.status(),
                attempt.result(),
                attempt.took().toMillis(),
                attempt.chosenBy());
    }
}
