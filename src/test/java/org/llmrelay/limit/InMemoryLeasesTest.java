package org.llmrelay.limit;

import org.llmrelay.ManualClock;

class InMemoryLeasesTest extends LeasesContract {
    private final ManualClock clock = ManualClock.atNoon();
    private final InMemoryGate gate = new InMemoryGate(clock);
    private final InMemoryLeases leases = new InMemoryLeases(clock, gate);

    @Override
    protected Leases leases() {
        return leases;
    }

    @Override
    protected Gate gate() {
        return gate;
    }

    @Override
    protected ManualClock clock() {
        return clock;
    }
}
