package org.llmrelay.settlement;

import org.llmrelay.usage.LedgerEntry;

/** Hears about bookings. Called where blocking is allowed. */
public interface SettlementEvents {

    /** A call is booked: the one line that each call leaves in the log. */
    void callBooked(LedgerEntry entry);

    /** A node was lost, and so many calls that it had were settled by what it told last. */
    void nodeLost(String node, int calls);

    /** The store is away; {@code waiting} bookings are kept for later. */
    void bookingPostponed(int waiting);

    /** More bookings wait than the node may keep: this call's entry is lost. */
    void bookingLost(String call);

    /** Booking failed for a reason that waiting does not mend. */
    void bookingFailed(int entries, Throwable cause);
}
