package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.ManualClock;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Leases;
import org.llmrelay.limit.Leases.Claim;
import org.llmrelay.limit.Leases.Taken;
import org.llmrelay.limit.LeasesContract;

class RedisLeasesTest extends LeasesContract {
    private static final Duration LEASE = Duration.ofSeconds(60);

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Leases leases() {
        return store.leases();
    }

    @Override
    protected Gate gate() {
        return store.gate();
    }

    @Override
    protected ManualClock clock() {
        return nodes.clock();
    }

    @Test
    void takesTheSameAccountAgainForTheSameCall() {
        store.leases().take(new Claim("a1", "c1", 0, LEASE, null));

        assertThat(store.leases().take(new Claim("a1", "c1", 0, LEASE, null))).isEqualTo(Taken.TAKEN);
    }

    @Test
    void findsTheSlotsOfOtherNodesTaken() {
        store.leases().take(new Claim("a1", "c1", 1, LEASE, null));

        assertThat(nodes.deafNode().leases().take(new Claim("a1", "c2", 1, LEASE, null)))
                .isEqualTo(Taken.SLOTS);
    }
}
