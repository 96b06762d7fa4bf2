package org.llmrelay.redis;

import org.llmrelay.settlement.SettlementEvents;
import org.llmrelay.usage.LedgerEntry;

/** Counts what a reaper does. Confined to one thread. */
final class RecordedSettlements implements SettlementEvents {
    private int lost;

    int lostNodes() {
        return lost;
    }

    @Override
    public void nodeLost(String node, int calls) {
        lost++;
    }

    @Override
    public void callBooked(LedgerEntry entry) {}

    @Override
    public void bookingPostponed(int waiting) {
        throw new AssertionError("postponed");
    }

    @Override
    public void bookingLost(String call) {
        throw new AssertionError("lost " + call);
    }

    @Override
    public void bookingFailed(int entries, Throwable cause) {
        throw new AssertionError(cause);
    }
}
