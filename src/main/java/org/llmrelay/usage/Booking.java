package org.llmrelay.usage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Ending;

/**
 * A call that is to be booked.
 *
 * @param limits names of the limits that it was admitted under
 * @param pass what the gate wrote for a call that passed while the store was away, or null for one that was let in
 */
public record Booking(
        LedgerEntry entry, List<String> limits, @Nullable String pass) {
    public Booking {
        limits = List.copyOf(limits);
    }

    /** A call that was let in by the store. */
    public Booking(LedgerEntry entry, List<String> limits) {
        this(entry, limits, null);
    }

    /** Whether no upstream was ever asked: such a call does not count as a request. */
    public boolean isUntried() {
        return entry.outcome().ending() == Ending.FAILED
                && entry.outcome().attempts().isEmpty();
    }
}
