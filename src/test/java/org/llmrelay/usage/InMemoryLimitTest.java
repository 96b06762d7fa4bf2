package org.llmrelay.usage;

import org.llmrelay.ManualClock;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.InMemoryLeases;

class InMemoryLimitTest extends LimitContract {
    private final ManualClock clock = ManualClock.atNoon();
    private final InMemoryGate gate = new InMemoryGate(clock);
    private final InMemoryLedger ledger = new InMemoryLedger(gate, new InMemoryLeases(clock, gate));

    @Override
    protected Gate gate() {
        return gate;
    }

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected ManualClock clock() {
        return clock;
    }
}
