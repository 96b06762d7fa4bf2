package org.llmrelay.admission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.Refusal;

/**
 * A call that a key was refused.
 *
 * @param code what kind of refusal, such as {@code rate-limited}
 * @param rule which of the key's rules refused, or null where none did
 * @param model the model asked for; empty where the request was refused before it was read
 * @param client the start of the caller's User-Agent, or null
 * @param words what the caller was told
 */
public record RefusedCall(
        Instant at,
        String call,
        String key,
        String code,
        @Nullable String rule,
        String model,
        @Nullable String client,
        String words) {

    /** Where a call was on its way when it was refused. */
    public record Attempted(
            Instant at, String call, String model, @Nullable String client) {}

    static RefusedCall of(Attempted attempted, String key, Refusal why) {
        return new RefusedCall(
                attempted.at(),
                attempted.call(),
                key,
                why.code(),
                why.refusingRule().orElse(null),
                attempted.model(),
                attempted.client(),
                why.publicMessage());
    }
}
