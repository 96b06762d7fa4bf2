package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.account.Account;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Standing;
import org.llmrelay.account.State;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Grant;
import org.llmrelay.key.KeyHash;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

class RedisChangesTest {
    private static final Instant CREATED = Instant.parse("2026-02-01T08:00:00Z");
    private static final KeyHash HASH = new KeyHash("ab");

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore there = nodes.deafNode();

    private static ApiKey key(boolean enabled) {
        return new ApiKey(
                "k1", new ApiKey.Imprint(HASH, "wxyz"), Grant.named("Key").switched(enabled), null, CREATED);
    }

    private static Account account(String id) {
        return new Account(
                id,
                "anthropic",
                new Account.Profile(id, true, 50),
                new Account.Connection(Map.of(), Map.of(), Map.of()),
                CREATED);
    }

    @Test
    void readsEverythingAnewWhenItHearsAgain() {
        RedisStore here = nodes.node();
        there.keys().save(key(true));
        Await.until(() -> here.keys().byHash(HASH).isPresent());
        here.standings()
                .coolDown("a1", new CoolDown("opus", CREATED, CREATED, "upstream-overloaded", 1, State.COOLING));
        int heard = nodes.events().heard();
        try (Jedis jedis = nodes.server().connect()) {
            jedis.clientKill(ClientKillParams.clientKillParams().type(ClientType.PUBSUB));
            // Straight to the records: nobody is told.
            jedis.del(RedisKeys.KEYS_BY_HASH, RedisKeys.STANDINGS);
        }

        Await.until(() -> nodes.events().heard() > heard);

        assertThat(here.keys().byHash(HASH)).isEmpty();
        assertThat(here.standings().of("a1")).isEqualTo(Standing.GOOD);
    }

    @Test
    void hearsAgainAfterItsConnectionWasCut() {
        RedisStore here = nodes.node();
        int heard = nodes.events().heard();
        try (Jedis jedis = nodes.server().connect()) {
            jedis.clientKill(ClientKillParams.clientKillParams().type(ClientType.PUBSUB));
        }
        Await.until(() -> nodes.events().heard() > heard);

        there.accounts().save(account("a1"));

        Await.until(() -> here.accounts().find("a1").isPresent());
        assertThat(nodes.events().lost()).isEqualTo(1);
    }

    @Test
    void passesOverWordsThatItDoesNotKnow() {
        RedisStore here = nodes.node();
        try (Jedis jedis = nodes.server().connect()) {
            jedis.publish(RedisKeys.CHANGES, "");
            jedis.publish(RedisKeys.CHANGES, "settings:7");
            jedis.publish(RedisKeys.CHANGES, "key:");
        }

        there.accounts().save(account("a1"));

        Await.until(() -> here.accounts().find("a1").isPresent());
        assertThat(nodes.events().lost()).isZero();
    }

    @Test
    void endsItsThreadWhenItIsClosed() {
        RedisStore here = nodes.node();

        here.close();

        try (Jedis jedis = nodes.server().connect()) {
            Await.until(() -> !jedis.pubsubNumSub(RedisKeys.CHANGES).containsValue(1L));
        }
        assertThat(nodes.events().lost()).isZero();
    }

    @Test
    void waitsForARedisThatIsNotThereYet() {
        try (RedisServer server = RedisServer.start()) {
            server.kill();
            RedisStore early = nodes.deafNode(server.url());
            early.start();
            Await.until(() -> nodes.events().lost() > 1);

            server.startAgain();

            Await.until(() -> nodes.events().heard() > 0);
            assertThat(early.accounts().all()).isEmpty();
        }
    }

    @Test
    void looksForChangesAgainWhenItHasHeardNothingForLong() {
        AtomicInteger rounds = new AtomicInteger();
        RedisConfig config = RedisConfig.of(RedisAddress.parse(nodes.server().url()));
        try (Redis redis = new Redis(RedisClients.open(config, Duration.ofMillis(20)));
                RedisChanges changes = new RedisChanges(redis, counting(rounds), nodes.events(), Thread::new)) {
            changes.start();

            Await.until(() -> rounds.get() >= 3);
        }

        assertThat(nodes.events().heard()).isEqualTo(1);
        assertThat(nodes.events().lost()).isZero();
    }

    @Test
    void goesOnAfterABugInAListener() {
        AtomicInteger rounds = new AtomicInteger();
        AtomicInteger bugs = new AtomicInteger();
        RedisConfig config = RedisConfig.of(RedisAddress.parse(nodes.server().url()));
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task);
            thread.setUncaughtExceptionHandler((same, bug) -> bugs.incrementAndGet());
            return thread;
        };
        try (Redis redis = new Redis(RedisClients.open(config));
                RedisChanges changes = new RedisChanges(redis, counting(rounds), nodes.events(), threads)) {
            changes.start();
            Await.until(() -> rounds.get() == 1);

            try (Jedis jedis = nodes.server().connect()) {
                jedis.publish(RedisKeys.CHANGES, "key:k1:ab");
            }

            Await.until(() -> rounds.get() == 2);
            assertThat(redis.ask(UnifiedJedis::ping)).isEqualTo("PONG");
        }
        assertThat(bugs).hasValue(1);
    }

    /** Counts how often it is told that anything may have changed; chokes on keys. */
    private static ChangeListener counting(AtomicInteger rounds) {
        return new ChangeListener() {
            @Override
            public void keyChanged(KeyHash hash) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void accountsChanged() {}

            @Override
            public void standingsChanged() {}

            @Override
            public void quotasChanged() {}

            @Override
            public void credentialChanged(String account) {}

            @Override
            public void pricesChanged() {}

            @Override
            public void settingsChanged() {}

            @Override
            public void anythingMayHaveChanged() {
                rounds.incrementAndGet();
            }
        };
    }
}
