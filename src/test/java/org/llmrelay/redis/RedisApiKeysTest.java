package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Expiry;
import org.llmrelay.key.Grant;
import org.llmrelay.key.Keys;
import org.llmrelay.key.KeysContract;
import org.llmrelay.limit.Limits;
import redis.clients.jedis.Jedis;

class RedisApiKeysTest extends KeysContract {
    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();

    @Override
    protected Keys keys() {
        return store.keys();
    }

    @Test
    void answersFromMemoryWhetherThereIsAKeyOrNot() {
        store.keys().save(key("k1", hash("one")));
        store.keys().byHash(hash("one"));
        store.keys().byHash(hash("none"));
        nodes.server().empty();

        assertThat(store.keys().byHash(hash("one"))).isPresent();
        assertThat(store.keys().byHash(hash("none"))).isEmpty();

        assertThat(CommandCount.on(nodes.server()).of("hget")).isZero();
    }

    @Test
    void readsARecordOfTheFirstRelease() {
        try (Jedis jedis = nodes.server().connect()) {
            jedis.hset(
                    RedisKeys.KEY_RECORDS,
                    "k1",
                    "{\"id\":\"k1\",\"name\":\"Old\",\"hash\":\"" + hash("one").hex()
                            + "\",\"hint\":\"wxyz\",\"enabled\":true,\"expires\":\"2027-01-01T00:00:00Z\",\"concurrency\":3,"
                            + "\"created\":\"2026-02-01T08:00:00Z\"}");
            jedis.hset(RedisKeys.KEYS_BY_HASH, hash("one").hex(), "k1");
        }

        ApiKey old = store.keys().byHash(hash("one")).orElseThrow();

        Grant grant = Grant.named("Old")
                .with(new Expiry.At(Instant.parse("2027-01-01T00:00:00Z")))
                .with(Limits.concurrent(3));
        assertThat(old)
                .isEqualTo(new ApiKey(
                        "k1",
                        new ApiKey.Imprint(hash("one"), "wxyz"),
                        grant,
                        null,
                        Instant.parse("2026-02-01T08:00:00Z")));
    }

    @Test
    void asksNothingMoreOnceItKnowsTheFirstUse() {
        ApiKey key = key("k1", hash("one"));
        store.keys().save(key);
        store.keys().activate(key, nodes.clock().instant());
        store.keys().byHash(hash("one"));
        nodes.server().empty();

        assertThat(store.keys().byHash(hash("one")).orElseThrow().activated()).isNotNull();
        assertThat(CommandCount.on(nodes.server()).of("hget")).isZero();
    }

    @Test
    void hearsThatAKeyWasFirstUsedOnAnotherNode() {
        Keys here = nodes.node().keys();
        ApiKey key = key("k1", hash("one"));
        store.keys().save(key);
        Await.until(() -> here.byHash(hash("one")).isPresent());

        store.keys().activate(key, nodes.clock().instant());

        Await.until(() -> here.byHash(hash("one")).orElseThrow().activated() != null);
        assertThat(here.activate(key, nodes.clock().instant().plusSeconds(9)))
                .contains(nodes.clock().instant());
    }

    @Test
    void looksAgainAfterAMinuteThoughNoMessageCame() {
        store.keys().save(key("k1", hash("one")));
        store.keys().byHash(hash("one"));
        nodes.deafNode().keys().delete("k1");

        nodes.clock().advance(Duration.ofSeconds(59));
        assertThat(store.keys().byHash(hash("one"))).isPresent();
        nodes.clock().advance(Duration.ofSeconds(1));
        assertThat(store.keys().byHash(hash("one"))).isEmpty();
    }

    @Test
    void looksAgainForAnUnknownKeyAfterFiveSeconds() {
        store.keys().byHash(hash("one"));
        nodes.deafNode().keys().save(key("k1", hash("one")));

        nodes.clock().advance(Duration.ofSeconds(4));
        assertThat(store.keys().byHash(hash("one"))).isEmpty();
        nodes.clock().advance(Duration.ofSeconds(1));
        assertThat(store.keys().byHash(hash("one"))).isPresent();
    }

    @Test
    void hearsWhenAnotherNodeDisablesAKey() {
        Keys here = nodes.node().keys();
        Keys there = nodes.node().keys();
        there.save(key("k1", hash("one")));
        Await.until(() -> here.byHash(hash("one")).isPresent());
        ApiKey before = here.byHash(hash("one")).orElseThrow();

        there.save(before.with(before.grant().switched(false)));

        Await.until(() -> !here.byHash(hash("one")).orElseThrow().enabled());
    }

    @Test
    void hearsWhenAnotherNodeGivesAKeyANewHash() {
        Keys here = nodes.node().keys();
        Keys there = nodes.node().keys();
        there.save(key("k1", hash("old")));
        here.byHash(hash("old"));
        here.byHash(hash("new"));

        there.save(key("k1", hash("new")));

        Await.until(() ->
                here.byHash(hash("old")).isEmpty() && here.byHash(hash("new")).isPresent());
    }

    @Test
    void answersForKnownKeysWhileRedisIsAway() {
        try (RedisServer server = RedisServer.start();
                RedisStore lonely = nodes.deafNode(server.url())) {
            lonely.keys().save(key("k1", hash("one")));
            lonely.keys().byHash(hash("one"));
            lonely.keys().byHash(hash("none"));
            server.kill();

            nodes.clock().advance(Duration.ofHours(1));

            assertThat(lonely.keys().byHash(hash("one"))).isPresent();
            assertThatThrownBy(() -> lonely.keys().byHash(hash("none"))).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> lonely.keys().find("k1")).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void doesNotKnowAKeyByAHashThatItNoLongerHas() {
        store.keys().save(key("k1", hash("new")));
        try (Jedis jedis = nodes.server().connect()) {
            jedis.hset(RedisKeys.KEYS_BY_HASH, hash("old").hex(), "k1");
        }

        assertThat(store.keys().byHash(hash("old"))).isEmpty();
    }
}
