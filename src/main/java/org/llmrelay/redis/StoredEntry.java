package org.llmrelay.redis;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Estimated;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.PassedOver;
import org.llmrelay.pricing.Charge;
import org.llmrelay.usage.LedgerEntry;

/**
 * An entry's record; its key is in the name of the ledger. Times and durations are milliseconds.
 *
 * @param usage the numbers of {@link UsageNumbers}
 * @param estimatedOutput left out where all output was told
 * @param estimatedInput left out where all input was told
 * @param answeredBy the model that the upstream says it answered with
 * @param passedOver left out where the first account that was looked at took the call
 * @param delivery how it says it served the call; left out where that was as usual
 */
record StoredEntry(
        String call,
        long at,
        @Nullable String account,
        String dialect,
        String model,
        boolean streamed,
        @Nullable String client,
        Ending ending,
        int status,
        String usage,
        @Nullable String answeredBy,
        @Nullable Delivered delivery,
        List<Try> attempts,
        @Nullable List<Pass> passedOver,
        @Nullable Long firstByte,
        long total,
        @Nullable StoredCharge charge,
        @Nullable Long estimatedOutput,
        @Nullable Long estimatedInput) {

    /** Tier, speed and region, as a list. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Delivered(String tier, String speed, String region) {
        static @Nullable Delivered of(Delivery delivery) {
            return delivery.equals(Delivery.STANDARD)
                    ? null
                    : new Delivered(delivery.tier(), delivery.speed(), delivery.region());
        }
    }

    /** One attempt, as a list of its parts; the last is missing where nobody remembered it. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Try(
            String account,
            int status,
            String result,
            long took,
            @Nullable String chosenBy) {
        static Try of(Attempt attempt) {
            return new Try(
                    attempt.account(),
                    attempt.status(),
                    attempt.result(),
                    attempt.took().toMillis(),
                    attempt.chosenBy());
        }

        Attempt toAttempt() {
            return new Attempt(account, status, result, Duration.ofMillis(took), chosenBy);
        }
    }

    /** An account that was passed over, as a list of its parts. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Pass(String account, String why) {
        static @Nullable List<Pass> of(List<PassedOver> all) {
            return all.isEmpty()
                    ? null
                    : all.stream()
                            .map(each -> new Pass(each.account(), each.why()))
                            .toList();
        }
    }

    static StoredEntry of(LedgerEntry entry) {
        Outcome outcome = entry.outcome();
        Duration firstByte = outcome.firstByte();
        Charge charge = entry.charge();
        return new StoredEntry(
                entry.call(),
                entry.at().toEpochMilli(),
                entry.account(),
                entry.dialect(),
                entry.model(),
                entry.streamed(),
                entry.client(),
                outcome.ending(),
                outcome.status(),
                UsageNumbers.write(outcome.usage()),
                outcome.model(),
                Delivered.of(outcome.delivery()),
                outcome.attempts().stream().map(Try::of).toList(),
                Pass.of(outcome.passedOver()),
                firstByte == null ? null : firstByte.toMillis(),
                outcome.total().toMillis(),
                charge == null ? null : StoredCharge.of(charge),
                unlessZero(outcome.estimated().output()),
                unlessZero(outcome.estimated().input()));
    }

    private static @Nullable Long unlessZero(long number) {
        return number == 0 ? null : (Long) number;
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    private List<PassedOver> passes() {
        return passedOver == null
                ? List.of()
                : passedOver.stream()
                        .map(each -> new PassedOver(each.account(), each.why()))
                        .toList();
    }

    LedgerEntry toEntry(String key) {
        Outcome outcome = new Outcome(
                ending,
                status,
                UsageNumbers.read(usage),
                new Estimated(orZero(estimatedInput), orZero(estimatedOutput)),
                answeredBy,
                delivery == null
                        ? Delivery.STANDARD
                        : new Delivery(delivery.tier(), delivery.speed(), delivery.region()),
                attempts.stream().map(Try::toAttempt).toList(),
                passes(),
                firstByte == null ? null : Duration.ofMillis(firstByte),
                Duration.ofMillis(total));
        LedgerEntry entry = new LedgerEntry(
                call, Instant.ofEpochMilli(at), key, account, dialect, model, streamed, client, outcome);
        return charge == null ? entry : entry.with(charge.toCharge());
    }
}
