package org.llmrelay.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.call.Outcome;
import org.llmrelay.pricing.Charge;

/**
 * What is booked of one call: who, where, what and how it ended. It is written once and never changed.
 *
 * @param key the id of the API key
 * @param account the id of the account that answered, or null when none did
 * @param model the model asked for
 * @param client the start of the caller's User-Agent, or null
 * @param charge what it cost, or null where nobody has said it: in entries from before there were prices
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
        Outcome outcome,
        @Nullable Charge charge) {
    /** An entry that is not charged yet. */
    public LedgerEntry(
            String call,
            Instant at,
            String key,
            @Nullable String account,
            String dialect,
            String model,
            boolean streamed,
            @Nullable String client,
            Outcome outcome) {
        this(call, at, key, account, dialect, model, streamed, client, outcome, null);
    }

    /** The model whose price counts: the one that answered, or the one asked for where none is told. */
    public String pricedModel() {
        String answered = outcome.model();
        return answered == null ? model : answered;
    }

    public LedgerEntry with(Charge other) {
        return new LedgerEntry(call, at, key, account, dialect, model, streamed, client, outcome, other);
    }

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
