package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate.Entry.Inside;
import org.llmrelay.limit.Gate.Session;
import org.llmrelay.limit.Leases.Binding;
import org.llmrelay.limit.Leases.Claim;
import org.llmrelay.usage.Bookings;
import org.llmrelay.usage.LedgerEntry;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

class RedisFaultsTest {
    private static final RedisServer SERVER = RedisServer.start();
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Session SESSION = new Session("s1", "opus", Duration.ofHours(1));

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.on(SERVER);

    private final RedisStore store = nodes.deafNode();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static void enter(RedisStore store, String call) {
        store.gate().enter(Entrants.entrant("k1", call, 9, SESSION));
    }

    private static void take(RedisStore store, String call) {
        store.leases().take(new Claim("a1", call, 9, LEASE, new Binding("k1", SESSION)));
    }

    private static void book(RedisStore store, String... calls) {
        Outcome outcome = new Outcome(Ending.COMPLETED, 200, Usage.NONE, null, List.of(), null, Duration.ofMillis(3));
        store.ledger()
                .book(Bookings.of(Arrays.stream(calls)
                        .map(call -> new LedgerEntry(
                                call, Instant.EPOCH, "k1", "a1", "anthropic", "opus-4", true, null, outcome))
                        .toList()));
    }

    private static void callThrough(RedisStore store, String call) {
        enter(store, call);
        take(store, call);
        book(store, call);
    }

    @Test
    void saysWithinTheTimeoutThatAPausedRedisIsAway() {
        RedisStore impatient = nodes.impatientNode();
        callThrough(impatient, "c1");
        SERVER.pause();
        long start = System.nanoTime();

        assertThatThrownBy(() -> enter(impatient, "c2")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> take(impatient, "c2")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> book(impatient, "c2")).isInstanceOf(StoreUnavailableException.class);
        assertThat(impatient.isReachable()).isFalse();

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        SERVER.resume();
        assertThat(took).isLessThan(Duration.ofSeconds(8));
        callThrough(store, "c3");
        assertThat(store.isReachable()).isTrue();
    }

    @Test
    void saysThatADeadRedisIsAwayAndWorksWithoutAHitchWhenItIsBack() {
        RedisStore hearing = nodes.node();
        hearing.gate().enter(Entrants.entrant("k1", "c1", 9, SESSION));
        int heard = nodes.events().heard();
        SERVER.kill();
        assertThatThrownBy(() -> hearing.gate().inside("k1")).isInstanceOf(StoreUnavailableException.class);

        SERVER.startAgain();
        Await.until(() -> nodes.events().heard() > heard);

        assertThat(hearing.gate().enter(Entrants.entrant("k1", "c2", 9, SESSION)))
                .isEqualTo(new Inside(null));
        assertThat(nodes.events().lost()).isPositive();
    }

    @Test
    void failsNoCallAfterARestartThatCameWhileItWasIdle() throws InterruptedException {
        RedisStore hearing = nodes.node();
        assertThat(callsThatFailOf(6, hearing)).isZero();
        int heard = nodes.events().heard();

        SERVER.kill();
        SERVER.startAgain();
        Await.until(() -> nodes.events().heard() > heard);

        assertThat(callsThatFailOf(6, hearing)).isZero();
    }

    /** Calls at once, each on a connection of its own. */
    private static int callsThatFailOf(int calls, RedisStore store) throws InterruptedException {
        AtomicInteger failed = new AtomicInteger();
        try (Jedis jedis = SERVER.connect()) {
            jedis.clientPause(200);
        }
        Thread[] callers = new Thread[calls];
        for (int i = 0; i < callers.length; i++) {
            callers[i] = new Thread(() -> failed.addAndGet(store.isReachable() ? 0 : 1));
            callers[i].start();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        return failed.get();
    }

    @Test
    void runsEachScriptThoughRedisHasForgottenThemAll() {
        callThrough(store, "c1");
        try (Jedis jedis = SERVER.connect()) {
            jedis.scriptFlush();
        }

        callThrough(store, "c2");

        assertThat(store.ledger().totals("k1").get(0).calls()).isEqualTo(2);
        assertThat(store.gate().enter(Entrants.entrant("k1", "c3", 9, SESSION))).isEqualTo(new Inside("a1"));
    }

    @Test
    void booksAWholeBatchThoughRedisHasForgottenTheScript() {
        enter(store, "c1");
        enter(store, "c2");
        enter(store, "c3");
        try (Jedis jedis = SERVER.connect()) {
            jedis.scriptFlush();
        }

        book(store, "c1", "c2", "c3", "c1");

        assertThat(store.ledger().totals("k1").get(0).calls()).isEqualTo(3);
        assertThat(store.ledger().latest("k1", 9)).hasSize(3);
        assertThat(store.gate().inside("k1")).isZero();
    }

    @Test
    void saysThatAnOverfullRedisIsAway() {
        try (Jedis jedis = SERVER.connect()) {
            jedis.configSet("maxmemory", "1");
            try {
                assertThatThrownBy(() -> enter(store, "c1")).isInstanceOf(StoreUnavailableException.class);
            } finally {
                jedis.configSet("maxmemory", "0");
            }
        }
    }

    @Test
    void givesBackASlotThatNobodyHeardOf() {
        RedisStore impatient = nodes.impatientNode();
        enter(impatient, "c1");
        book(impatient, "c1");
        SERVER.pause();
        assertThatThrownBy(() -> enter(impatient, "c2")).isInstanceOf(StoreUnavailableException.class);
        SERVER.resume();
        Await.until(() -> store.gate().inside("k1") == 1);

        impatient.journal().note(List.of());

        assertThat(store.gate().inside("k1")).isZero();
    }

    @Test
    void showsABugAsABug() {
        try (Jedis jedis = SERVER.connect()) {
            jedis.set(RedisKeys.book("k1"), "not a hash");
        }

        assertThatThrownBy(() -> enter(store, "c1")).isInstanceOf(JedisDataException.class);
        assertThatThrownBy(() -> book(store, "c1")).isInstanceOf(JedisDataException.class);
    }
}
