package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.ManualClock;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.AccountsContract;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Standings;
import org.llmrelay.account.StandingsContract;
import org.llmrelay.account.State;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.key.Keys;
import org.llmrelay.key.KeysContract;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Gate.Entry.Inside;
import org.llmrelay.limit.Gate.Session;
import org.llmrelay.limit.GateContract;
import org.llmrelay.limit.Leases;
import org.llmrelay.limit.Leases.Binding;
import org.llmrelay.limit.Leases.Claim;
import org.llmrelay.limit.LeasesContract;
import org.llmrelay.usage.Ledger;
import org.llmrelay.usage.LedgerContract;
import redis.clients.jedis.util.JedisClusterCRC16;

class RedisClusterTest {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final RedisCluster CLUSTER = RedisCluster.start();

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.on(CLUSTER);

    private final RedisStore store = nodes.deafNode();

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void usesAllNodes() {
        for (int i = 0; i < 50; i++) {
            store.gate().enter(Entrants.entrant("k" + i, "c1", 1, null));
        }

        assertThat(CLUSTER.servers())
                .allSatisfy(
                        server -> assertThat(CommandCount.on(server).of("hset")).isGreaterThan(5));
    }

    @Test
    void hearsChangesWhicheverNodeTheyWereMadeOn() {
        RedisStore here = nodes.node();
        CoolDown coolDown = new CoolDown(
                "opus", nodes.clock().instant(), nodes.clock().instant(), "upstream-overloaded", 1, State.COOLING);

        store.standings().coolDown("a1", coolDown);

        Await.until(() -> here.standings().of("a1").of("opus").isPresent());
    }

    @Test
    void findsASlotThatHasMovedWithoutAnyoneHavingToldIt() {
        Session session = new Session("s1", "opus", LEASE);
        store.leases().running("a1");
        store.gate().inside("k1");
        int slot = JedisClusterCRC16.getSlot(RedisKeys.book("k1"));
        CLUSTER.moveEmpty(slot, CLUSTER.ownerOf(slot) == 2 ? 1 : 2);

        store.leases().take(new Claim("a1", "c1", 1, LEASE, new Binding("k1", session)));

        assertThat(store.gate().enter(Entrants.entrant("k1", "c1", 1, session))).isEqualTo(new Inside("a1"));
    }

    @Test
    void saysThatANodeIsAway() {
        RedisStore impatient = nodes.impatientNode();
        CLUSTER.servers().get(1).pause();
        try {
            assertThatThrownBy(() -> enterWithManyKeys(impatient)).isInstanceOf(StoreUnavailableException.class);
        } finally {
            CLUSTER.servers().get(1).resume();
        }
    }

    private static void enterWithManyKeys(RedisStore store) {
        for (int i = 0; i < 20; i++) {
            store.gate().enter(Entrants.entrant("k" + i, "c1", 1, null));
        }
    }

    @Nested
    class KeysThere extends KeysContract {
        @Override
        protected Keys keys() {
            return store.keys();
        }
    }

    @Nested
    class AccountsThere extends AccountsContract {
        @Override
        protected Accounts accounts() {
            return store.accounts();
        }

        @Override
        protected Standings standings() {
            return store.standings();
        }
    }

    @Nested
    class StandingsThere extends StandingsContract {
        @Override
        protected Standings standings() {
            return store.standings();
        }
    }

    @Nested
    class GateThere extends GateContract {
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
    }

    @Nested
    class LeasesThere extends LeasesContract {
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
    }

    @Nested
    class LedgerThere extends LedgerContract {
        @Override
        protected Ledger ledger() {
            return store.ledger();
        }

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
    }
}
