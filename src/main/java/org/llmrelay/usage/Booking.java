package org.llmrelay.usage;

import java.util.List;
import org.llmrelay.call.Ending;

/**
 * A call that is to be booked.
 *
 * @param limits names of the limits that it was admitted under
 */
public record Booking(LedgerEntry entry, List<String> limits) {
    public Booking {
        limits = List.copyOf(limits);
    }

    /** Whether no upstream was ever asked: such a call does not count as a request. */
    public boolean isUntried() {
        return entry.outcome().ending() == Ending.FAILED
                && entry.outcome().attempts().isEmpty();
    }
}
