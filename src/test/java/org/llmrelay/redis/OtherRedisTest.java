package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.moving.OtherStore;
import org.llmrelay.secret.Secret;
import redis.clients.jedis.Jedis;

class OtherRedisTest {
    private final RedisServer server = RedisServer.shared();

    @BeforeEach
    void empty() {
        server.empty();
    }

    private OtherStore store() {
        return OtherRedis.open(Secret.of(server.url()));
    }

    @Test
    void findsKeysByWhatTheyBeginWithHoweverManyThereAre() {
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < 5_000; i++) {
            many.put("usage:" + i, "1");
        }
        try (Jedis jedis = server.connect()) {
            jedis.mset(many.entrySet().stream()
                    .flatMap(entry -> List.of(entry.getKey(), entry.getValue()).stream())
                    .toArray(String[]::new));
            jedis.hset("apikey:1", "name", "One");
            jedis.hset("apikey:2", "name", "Two");
        }

        try (OtherStore store = store()) {
            assertThat(store.keys("apikey:")).containsExactlyInAnyOrder("apikey:1", "apikey:2");
            assertThat(store.keys("usage:")).hasSize(5_000);
        }
    }

    @Test
    void readsEachTypeAndTakesAnotherForNothing() {
        try (Jedis jedis = server.connect()) {
            jedis.hset("a-hash", "name", "One");
            jedis.set("a-text", "{}");
            jedis.sadd("a-set", "m1", "m2");
        }

        try (OtherStore store = store()) {
            assertThat(store.hash("a-hash")).isEqualTo(Map.of("name", "One"));
            assertThat(store.text("a-text")).contains("{}");
            assertThat(store.members("a-set")).isEqualTo(Set.of("m1", "m2"));
            assertThat(store.exists("a-set")).isTrue();
            assertThat(store.hash("a-text")).isEmpty();
            assertThat(store.text("a-hash")).isEmpty();
            assertThat(store.members("a-hash")).isEmpty();
            assertThat(store.exists("none")).isFalse();
        }
    }

    @Test
    void saysThatNobodyAnswersOrThatItIsNoAddressWithoutRepeatingIt() {
        try (OtherStore store = OtherRedis.open(Secret.of("redis://:hidden@127.0.0.1:1"))) {
            assertThatThrownBy(() -> store.keys("apikey:"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageNotContaining("hidden");
        }
        assertThatThrownBy(() -> store("http://hidden"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> store("redis+cluster://:hidden@one,two"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hidden");
    }

    private static void store(String url) {
        OtherRedis.open(Secret.of(url)).close();
    }
}
