package org.llmrelay.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.limit.Gate.Entry.Inside;
import org.llmrelay.limit.Gate.Session;

class InMemoryGateTest extends GateContract {
    private final ManualClock clock = ManualClock.atNoon();
    private final InMemoryGate gate = new InMemoryGate(clock);
    private final InMemoryLeases leases = new InMemoryLeases(clock, gate);

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

    @Test
    void remembersASessionFromItsLastUse() {
        Duration lasting = Duration.ofMinutes(10);
        Session session = new Session("s1", "opus", lasting);
        Gate.Entrant entrant = Entrants.entrant("k1", "c1", 0, session);
        gate.bind("k1", session, "a1");

        clock.advance(Duration.ofMinutes(9));
        assertThat(gate.enter(entrant)).isEqualTo(new Inside("a1"));
        clock.advance(Duration.ofMinutes(9));
        assertThat(gate.enter(entrant)).isEqualTo(new Inside("a1"));
        clock.advance(lasting);
        assertThat(gate.enter(entrant)).isEqualTo(new Inside(null));
    }
}
