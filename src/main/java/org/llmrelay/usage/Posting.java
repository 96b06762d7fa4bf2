package org.llmrelay.usage;

import org.jspecify.annotations.Nullable;
import org.llmrelay.pricing.Charge;

/**
 * One item of a key's ledger: a call, or the correction of what one cost.
 *
 * @param entry the call; in a correction it has used nothing, and its charge holds the difference, which may be negative
 * @param correction null for a call
 */
public record Posting(
        Place place, LedgerEntry entry, @Nullable Correction correction) {

    /**
     * What a correction corrects.
     *
     * @param call where the call stands
     * @param guessed by how many the calls that were charged by guess become more
     */
    public record Correction(Place call, long guessed) {}

    public boolean isCall() {
        return correction == null;
    }

    /** What it adds to the counters. */
    public Tally tally() {
        Charge charge = entry.charge();
        if (correction == null) {
            return Tally.of(entry);
        }
        return charge == null
                ? Tally.NONE
                : Tally.of(new Spending(charge.official(), charge.rated(), correction.guessed()));
    }
}
