package org.llmrelay.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.call.Outcome;

/**
 * What is booked of one call: who, where, what and how it ended. It is written once and never changed.
 *
 * @param key the id of the API key
 * @param account the id of the account that answered, or null when none did
 * @param model the model asked for
 * @param client the start of the caller's User-Agent, or null
 */
public record LedgerEntry(
        String call,
        Instant at,
        String key,
        @Nullable String account,
        String dialect,
        String model,
        boolean streamed,
        @Nullable String client,
        Outcome outcome) {
    /** Books a call under a key. */
    public static LedgerEntry of(Call call, String key, @Nullable String account, Outcome outcome) {
        return new LedgerEntry(
                call.id().value(),
                call.arrived(),
                key,
                account,
                call.dialect(),
                call.facts().model(),
                call.facts().streamed(),
                call.client(),
                outcome);
    }
}
