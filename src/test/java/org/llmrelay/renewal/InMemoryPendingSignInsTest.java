package org.llmrelay.renewal;

import org.llmrelay.ManualClock;

class InMemoryPendingSignInsTest extends PendingSignInsContract {
    private final PendingSignIns pending = new InMemoryPendingSignIns(ManualClock.atNoon());

    @Override
    protected PendingSignIns pending() {
        return pending;
    }
}
