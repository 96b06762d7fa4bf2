package org.llmrelay.usage;

import java.util.List;

/**
 * The port that books calls. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the store is away. Thread-safe.
 */
public interface Ledger {

    /**
     * Books calls in one round trip: for each, one atomic step appends the entry, adds to the key's totals, frees the key's slot and puts what was used in
     * the place of what was held, unless the call was booked before; the account's slot is freed too. Booking a call again changes nothing.
     */
    void book(List<Booking> bookings);

    /** What a key has used, by day of the operator's zone and model, newest day first. */
    List<UsageTotal> totals(String key);

    /** The last entries of a key, newest first. */
    List<LedgerEntry> latest(String key, int most);
}
