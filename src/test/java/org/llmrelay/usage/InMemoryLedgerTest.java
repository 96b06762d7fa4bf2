package org.llmrelay.usage;

import org.llmrelay.ManualClock;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.InMemoryLeases;
import org.llmrelay.limit.Leases;

class InMemoryLedgerTest extends LedgerContract {
    private final ManualClock clock = ManualClock.atNoon();
    private final InMemoryGate gate = new InMemoryGate(clock);
    private final InMemoryLeases leases = new InMemoryLeases(clock, gate);
    private final InMemoryLedger ledger = new InMemoryLedger(gate, leases);

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected Gate gate() {
        return gate;
    }

    @Override
    protected Leases leases() {
        return leases;
    }

    @Override
    protected ManualClock clock() {
        return clock;
    }
}
