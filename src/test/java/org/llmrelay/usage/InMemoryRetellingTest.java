package org.llmrelay.usage;

import org.llmrelay.ManualClock;
import org.llmrelay.claim.Claims;
import org.llmrelay.claim.InMemoryClaims;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.InMemoryLeases;

class InMemoryRetellingTest extends RetellingContract {
    private final ManualClock clock = ManualClock.atNoon();
    private final InMemoryGate gate = new InMemoryGate(clock);
    private final InMemoryLedger ledger = new InMemoryLedger(gate, new InMemoryLeases(clock, gate));
    private final InMemoryCounters counters = new InMemoryCounters();
    private final InMemoryClaims claims = new InMemoryClaims();

    @Override
    protected Gate gate() {
        return gate;
    }

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected Archive archive() {
        return ledger.archive();
    }

    @Override
    protected Counters counters() {
        return counters;
    }

    @Override
    protected Claims claims() {
        return claims;
    }

    @Override
    protected ManualClock clock() {
        return clock;
    }
}
