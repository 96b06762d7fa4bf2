package org.llmrelay.relay;

import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Ticket;
import org.llmrelay.call.Call;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.relay.RelayEngine.Stations;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.LedgerEntry;

/**
 * What is written down of an admitted call. Thread-safe.
 *
 * @param log what has happened to the call
 */
record Bill(Ticket ticket, Stations stations, Logbook log) {
    /** What would have to be booked if nothing more were heard of the call. {@code last}: the approach under way, or null. */
    Booking soFar(Call call, @Nullable Approach last) {
        return booking(call, last, log.outcome(Ending.NODE_LOST, told(last)));
    }

    private static Told told(@Nullable Approach last) {
        return last == null ? Told.NOTHING : last.told();
    }

    private Booking booking(Call call, @Nullable Approach last, Outcome outcome) {
        String account = last == null ? null : last.lease().account().id();
        LedgerEntry entry = LedgerEntry.of(call, ticket.key().id(), account, outcome);
        LedgerEntry charged = stations.cashier().charged(entry, ticket.key(), call.service());
        return new Booking(charged, ticket.counted().limits(), ticket.counted().pass());
    }

    /** Books the call, or tells of it where it costs nothing. {@code last}: the last approach, or null. */
    void settle(Call call, Ending ending, @Nullable Approach last) {
        Outcome outcome = log.outcome(ending, told(last));
        if (ticket.metered()) {
            stations.settlement().settle(booking(call, last, outcome));
            stations.habits()
                    .note(
                            ticket.key().id(),
                            call.facts().model(),
                            outcome.usage().output());
        } else {
            stations.events().callEnded(call.id().value(), outcome);
        }
    }
}
