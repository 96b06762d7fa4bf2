package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.ManualClock;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Gate.Entry.Inside;
import org.llmrelay.limit.Gate.Session;
import org.llmrelay.limit.Leases;
import org.llmrelay.limit.Leases.Binding;
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

    @Test
    void leavesABindingThatAnotherCallOfTheSessionMadeElsewhere() {
        Session session = new Session("s1", "opus", Duration.ofHours(1));
        try (Redis redis = new Redis(RedisClients.open(
                RedisConfig.of(RedisAddress.parse(nodes.server().url()))))) {
            store.leases().take(new Claim("a2", "c2", 0, LEASE, new Binding("k1", session)));

            redis.run(Script.named("forget_binding").with(List.of(RedisKeys.affinity("k1", session)), List.of("a1")));
        }

        assertThat(store.gate().enter(Entrants.entrant("k1", "c3", 0, session))).isEqualTo(new Inside("a2"));
    }
}
