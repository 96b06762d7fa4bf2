package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.limit.Entrants;
import redis.clients.jedis.Jedis;

class RedisLoginTest {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final Jedis jedis = nodes.server().connect();

    @BeforeEach
    void letOneUserIn() {
        jedis.aclSetUser("relay", "on", ">s@cr:et", "~relay:*", "&relay:*", "+@all");
    }

    @AfterEach
    void forgetTheUser() {
        jedis.aclDelUser("relay");
        jedis.close();
    }

    private RedisStore store(String login, String database) {
        return nodes.deafNode(
                "redis://" + login + "@127.0.0.1:" + nodes.server().port() + database);
    }

    private static void enter(RedisStore store) {
        store.gate().enter(Entrants.entrant("k1", "c1", 0, null));
    }

    @Test
    void logsInAndUsesItsDatabase() {
        enter(store("relay:s%40cr%3Aet", "/3"));

        assertThat(jedis.exists(RedisKeys.book("k1"))).isFalse();
        jedis.select(3);
        assertThat(jedis.exists(RedisKeys.book("k1"))).isTrue();
    }

    @Test
    void saysThatAWrongPasswordKeepsItOut() {
        RedisStore locked = store("relay:guessed", "");

        assertThatThrownBy(() -> enter(locked))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageNotContaining("guessed");
    }
}
