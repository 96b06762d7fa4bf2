package org.llmrelay.usage;

import org.jspecify.annotations.Nullable;
import org.llmrelay.pricing.Charge;

/**
 * A call in the ledger.
 *
 * @param corrected what it is charged by now, or null where that is what was booked
 */
public record BookedCall(
        Place place, LedgerEntry entry, @Nullable Charge corrected) {

    /** What it is charged by now; null in entries from before there were prices that nobody has priced since. */
    public @Nullable Charge charge() {
        return corrected == null ? entry.charge() : corrected;
    }

    /** What it adds to the counters with all corrections. */
    Tally tally() {
        Spending change = Spending.of(charge()).minus(Spending.of(entry.charge()));
        return Tally.of(entry).plus(Tally.of(change));
    }
}
