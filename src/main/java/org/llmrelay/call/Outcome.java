package org.llmrelay.call;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an admitted call: all that settlement has to know.
 *
 * @param status the status that the caller saw, or 0 when the caller left before one was sent
 * @param usage what was used: what the upstream told, and what is estimated beyond
 * @param estimated how much of the usage nobody told
 * @param model the model that the upstream says it answered with, or null
 * @param delivery how the upstream says it served the call
 * @param attempts in order; the last one gave the answer
 * @param passedOver accounts that were looked at and not asked, in order
 * @param firstByte from arrival to the first byte for the caller, or null when none was sent
 * @param total from arrival to the end
 */
public record Outcome(
        Ending ending,
        int status,
        Usage usage,
        Estimated estimated,
        @Nullable String model,
        Delivery delivery,
        List<Attempt> attempts,
        List<PassedOver> passedOver,
        @Nullable Duration firstByte,
        Duration total) {
    public Outcome {
        attempts = List.copyOf(attempts);
        passedOver = List.copyOf(passedOver);
    }

    /** An outcome of which everything was told, of a call that went to the first account that was looked at. */
    public Outcome(
            Ending ending,
            int status,
            Usage usage,
            @Nullable String model,
            Delivery delivery,
            List<Attempt> attempts,
            @Nullable Duration firstByte,
            Duration total) {
        this(ending, status, usage, Estimated.NOTHING, model, delivery, attempts, List.of(), firstByte, total);
    }

    /** An outcome of a call that was served as everybody is. */
    public Outcome(
            Ending ending,
            int status,
            Usage usage,
            @Nullable String model,
            List<Attempt> attempts,
            @Nullable Duration firstByte,
            Duration total) {
        this(ending, status, usage, model, Delivery.STANDARD, attempts, firstByte, total);
    }
}
