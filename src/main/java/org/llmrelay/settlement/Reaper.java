package org.llmrelay.settlement;

import java.util.List;
import java.util.Optional;
import org.llmrelay.pricing.UnpricedAlarm;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.Journal;
import org.llmrelay.usage.Ledger;

/** Settles the calls of nodes that were lost, by what they told last. Thread-safe. */
public final class Reaper {
    private static final int BATCH = 128;

    private final Journal journal;
    private final Ledger ledger;
    private final SettlementEvents events;
    private final Crier crier;

    public Reaper(Journal journal, Ledger ledger, SettlementEvents events, UnpricedAlarm alarm) {
        this.journal = journal;
        this.ledger = ledger;
        this.events = events;
        this.crier = new Crier(events, alarm);
    }

    /**
     * Settles all calls of all lost nodes; to be called every few seconds. Blocks for the store.
     *
     * @throws org.llmrelay.failure.StoreUnavailableException when it is away: what was not booked is booked by the next who looks
     */
    public void reap() {
        Optional<Journal.LostNode> lost = journal.lostNode();
        while (lost.isPresent()) {
            settle(lost.get());
            lost = journal.lostNode();
        }
    }

    private void settle(Journal.LostNode lost) {
        List<Booking> calls = lost.calls();
        for (int from = 0; from < calls.size(); from += BATCH) {
            List<Booking> batch = calls.subList(from, Math.min(calls.size(), from + BATCH));
            ledger.book(batch);
            batch.forEach(booking -> crier.booked(booking.entry()));
        }
        journal.bury(lost);
        events.nodeLost(lost.name(), calls.size());
    }
}
