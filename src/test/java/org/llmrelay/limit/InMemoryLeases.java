package org.llmrelay.limit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;

/** Leases in memory, for tests. Thread-safe. */
public final class InMemoryLeases implements Leases {
    private final Slots slots;
    private final InMemoryGate gate;

    /** {@code gate}: the one that is asked where sessions went. */
    public InMemoryLeases(InstantSource clock, InMemoryGate gate) {
        this.slots = new Slots(clock);
        this.gate = gate;
    }

    @Override
    public boolean take(Claim claim) {
        boolean taken = slots.take(claim.account(), claim.call(), claim.slots(), claim.lease())
                .isEmpty();
        Binding binding = claim.binding();
        if (taken && binding != null) {
            gate.bind(binding.key(), binding.session(), claim.account());
        }
        return taken;
    }

    @Override
    public void release(String account, String call) {
        slots.giveBack(account, call);
    }

    @Override
    public void renew(String account, Collection<String> calls, Duration lease) {
        slots.renew(account, calls, lease);
    }

    @Override
    public long running(String account) {
        return slots.running(account);
    }
}
