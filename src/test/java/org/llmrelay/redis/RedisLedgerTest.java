package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.ManualClock;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Leases;
import org.llmrelay.usage.Bookings;
import org.llmrelay.usage.Ledger;
import org.llmrelay.usage.LedgerContract;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.usage.Spending;
import redis.clients.jedis.Jedis;

class RedisLedgerTest extends LedgerContract {
    private static final Usage USAGE = new Usage(1, 2, 3, 4, 5, 6, 7);

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

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

    private LedgerEntry admitted(String call) {
        store.gate().enter(Entrants.entrant("k1", call, 0, null));
        return entryOf(call);
    }

    private static LedgerEntry entryOf(String call) {
        return entry("k1", call, Instant.parse("2026-03-01T12:00:00Z"), "opus-4", USAGE);
    }

    @Test
    void keepsSumsThatANewerNodeAddsUp() {
        String field = "2026-03-01|opus-4";
        try (Jedis jedis = nodes.server().connect()) {
            jedis.hset(RedisKeys.book("k1"), field, "10,1,1,1,1,1,1,1,1,1,1,1,77");

            store.ledger().book(Bookings.of(admitted("c1")));

            assertThat(jedis.hget(RedisKeys.book("k1"), field)).isEqualTo("11,2,3,4,5,6,7,8,18,19,2,2,77");
        }
        assertThat(store.ledger().totals("k1").get(0).usage()).isEqualTo(new Usage(2, 3, 4, 5, 6, 7, 8));
    }

    @Test
    void readsSumsThatAnOlderNodeAddedUp() {
        try (Jedis jedis = nodes.server().connect()) {
            jedis.hset(RedisKeys.book("k1"), "2026-03-01|opus-4", "10,1,1");
        }

        assertThat(store.ledger().totals("k1").get(0).usage()).isEqualTo(new Usage(1, 1, 0, 0, 0, 0, 0));
        assertThat(store.ledger().totals("k1").get(0).spending()).isEqualTo(Spending.NONE);
    }
}
