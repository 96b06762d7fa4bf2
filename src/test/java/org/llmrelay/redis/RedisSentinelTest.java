package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.limit.Entrants;

class RedisSentinelTest {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    @Test
    void asksASentinelWhereThePrimaryIs() {
        try (RedisServer sentinel = RedisServer.startSentinel("relay", nodes.server())) {
            RedisStore store = nodes.deafNode("redis+sentinel://127.0.0.1:" + sentinel.port() + "?master=relay");

            store.gate().enter(Entrants.entrant("k1", "c1", 1, null));

            assertThat(nodes.deafNode().gate().inside("k1")).isEqualTo(1);
            store.close();
        }
    }

    @Test
    void saysThatNoSentinelAnswers() {
        try (RedisServer sentinel = RedisServer.startSentinel("relay", nodes.server())) {
            sentinel.kill();

            assertThatThrownBy(() -> nodes.deafNode("redis+sentinel://127.0.0.1:" + sentinel.port() + "?master=relay"))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }
}
