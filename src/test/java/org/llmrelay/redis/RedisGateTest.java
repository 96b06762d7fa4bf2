package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.ManualClock;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Gate.Session;
import org.llmrelay.limit.GateContract;
import org.llmrelay.limit.Leases;
import org.llmrelay.limit.Leases.Binding;
import org.llmrelay.limit.Leases.Claim;
import redis.clients.jedis.Jedis;

class RedisGateTest extends GateContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Gate gate() {
        return store.gate();
    }

    @Override
    protected Leases leases() {
        return store.leases();
    }

    @Override
    protected ManualClock clock() {
        return nodes.clock();
    }

    @Test
    void remembersASessionFromItsLastUse() {
        Duration lasting = Duration.ofHours(1);
        Session once = new Session("s1", "opus", Duration.ofMinutes(5));
        Session again = new Session("s1", "opus", lasting);
        store.leases().take(new Claim("a1", "c1", 0, lasting, new Binding("k1", once)));

        store.gate().enter(Entrants.entrant("k1", "c1", 0, again));

        try (Jedis jedis = nodes.server().connect()) {
            assertThat(jedis.pttl(RedisKeys.affinity("k1", again)))
                    .isBetween(lasting.toMillis() - 10_000, lasting.toMillis());
        }
    }
}
