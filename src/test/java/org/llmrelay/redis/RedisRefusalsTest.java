package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.admission.Refusals;
import org.llmrelay.admission.RefusalsContract;
import redis.clients.jedis.Jedis;

class RedisRefusalsTest extends RefusalsContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Refusals refusals() {
        return store.refusals();
    }

    @Test
    void keepsTheLastOnesForAWhile() {
        store.refusals()
                .keep(IntStream.range(0, 2 * Refusals.MOST)
                        .mapToObj(i -> refused("k1", "c" + i))
                        .toList());

        try (Jedis jedis = nodes.server().connect()) {
            assertThat(jedis.xlen(RedisKeys.refusals("k1"))).isBetween((long) Refusals.MOST, Refusals.MOST + 200L);
            assertThat(jedis.pttl(RedisKeys.refusals("k1")))
                    .isBetween(
                            Duration.ofDays(13).toMillis(), Duration.ofDays(14).toMillis());
        }
        assertThat(store.refusals().latest("k1", 1)).containsExactly(refused("k1", "c" + (2 * Refusals.MOST - 1)));
    }
}
