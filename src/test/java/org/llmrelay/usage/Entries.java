package org.llmrelay.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Estimated;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.Rates;
import org.llmrelay.pricing.Rating;

/** Entries of the ledger, for tests. */
public final class Entries {
    /** Prices by which a call of {@link #call} costs three micro-dollars for a token of output. */
    public static final Rates RATES = new Rates(0, 3_000_000, 0, 0, 0, 0);

    private Entries() {}

    /** A call that was answered after 100 ms by account {@code a1}, for three micro-dollars a token of output. */
    public static LedgerEntry call(String key, String call, Instant at, String model, long output) {
        return call(key, call, at, model, output, Ending.COMPLETED, "a1");
    }

    public static LedgerEntry call(
            String key, String call, Instant at, String model, long output, Ending ending, @Nullable String account) {
        Usage usage = new Usage(0, output, 0, 0, 0, 0, 0);
        int status = ending == Ending.COMPLETED ? 200 : 503;
        Outcome outcome =
                new Outcome(ending, status, usage, null, List.of(), Duration.ofMillis(100), Duration.ofMillis(900));
        Charge charge = new Charge(Charge.State.PRICED, "v1", RATES, Rating.NONE, 0, 0).recomputed(usage);
        return new LedgerEntry(
                call, at, key, account, "anthropic", model, true, "claude-cli/2.1 (external, cli)", outcome, charge);
    }

    /** The same call, of whose usage nobody told a part. */
    public static LedgerEntry estimated(LedgerEntry entry, Estimated part) {
        Outcome told = entry.outcome();
        Outcome outcome = new Outcome(
                told.ending(),
                told.status(),
                told.usage(),
                part,
                told.model(),
                told.delivery(),
                told.attempts(),
                told.passedOver(),
                told.firstByte(),
                told.total());
        return new LedgerEntry(
                entry.call(),
                entry.at(),
                entry.key(),
                entry.account(),
                entry.dialect(),
                entry.model(),
                entry.streamed(),
                entry.client(),
                outcome,
                entry.charge());
    }

    /** A charge of other prices. */
    public static Charge charge(long micros) {
        return new Charge(Charge.State.PRICED, "v2", Rates.ZERO, Rating.NONE, micros, micros);
    }
}
