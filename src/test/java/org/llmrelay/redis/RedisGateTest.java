package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.ManualClock;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Gate.Meter;
import org.llmrelay.limit.Gate.Session;
import org.llmrelay.limit.GateContract;
import org.llmrelay.limit.Leases;
import org.llmrelay.limit.Leases.Binding;
import org.llmrelay.limit.Leases.Claim;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.Bookings;
import org.llmrelay.usage.Entries;
import redis.clients.jedis.Jedis;

class RedisGateTest extends GateContract {
    private static final Session SESSION = new Session("s1", "opus", Duration.ofHours(1));

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore store = nodes.deafNode();
    private int entered;

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

    private void callIn(Session session, String call, String account) {
        store.gate().enter(Entrants.entrant("k1", call, 0, session));
        store.leases().take(new Claim(account, call, 0, Duration.ofHours(1), new Binding("k1", session)));
        store.ledger().book(Bookings.of(Entries.call("k1", call, clock().instant(), "opus-4", 1)));
    }

    private @Nullable String accountOf(RedisStore node, Session session) {
        Gate.Entry entry = node.gate().enter(Entrants.entrant("k1", "c" + entered++, 0, session));
        return ((Gate.Entry.Inside) entry).account();
    }

    @Test
    void goesOnWithMetersThatWereStoredAsLists() {
        Rule requests = Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofHours(1)), 10);
        Rule tokens = Rule.of(Unit.TOKENS, new Period.Sliding(Duration.ofHours(1)), 1000);
        long now = clock().millis();
        long step = now / Duration.ofMinutes(1).toMillis();
        String list = "redis.call('HSET', KEYS[1], '@', cmsgpack.pack({['requests/window'] = {%d, 4, 0}, "
                + "['tokens/sliding'] = {7, %d, 300, %d, 20, %d, 1}}))";
        try (Jedis client = nodes.server().connect()) {
            client.eval(list.formatted(now - 1000, step - 70, step - 3, step), 1, RedisKeys.book("k1"));
        }

        store.gate().enter(Entrants.entrant("k1", "c1", new Hold(requests, 1), new Hold(tokens, 50)));

        assertThat(store.gate().meters("k1", List.of(requests, tokens)))
                .extracting(Meter::spent, Meter::held)
                .containsExactly(tuple(5L, 0L), tuple(21L, 57L));
    }

    @Test
    void remembersASessionFromItsLastUse() {
        callIn(SESSION, "c1", "a1");

        clock().advance(Duration.ofMinutes(59));
        assertThat(accountOf(store, SESSION)).isEqualTo("a1");
        clock().advance(Duration.ofMinutes(59));
        assertThat(accountOf(store, SESSION)).isEqualTo("a1");
        clock().advance(Duration.ofMinutes(60));
        assertThat(accountOf(store, SESSION)).isNull();
    }

    @Test
    void otherNodesKnowASessionWhenItsCallIsBooked() {
        RedisStore other = nodes.deafNode();
        store.gate().enter(Entrants.entrant("k1", "c1", 0, SESSION));
        store.leases().take(new Claim("a1", "c1", 0, Duration.ofHours(1), new Binding("k1", SESSION)));
        assertThat(accountOf(store, SESSION)).isEqualTo("a1");
        assertThat(accountOf(other, SESSION)).isNull();

        store.ledger().book(Bookings.of(Entries.call("k1", "c1", clock().instant(), "opus-4", 1)));

        assertThat(accountOf(other, SESSION)).isEqualTo("a1");
        assertThat(other.leases().accountOf(new Binding("k1", SESSION))).contains("a1");
    }

    @Test
    void keepsAHundredSessionsOfAKeyApart() {
        for (int i = 0; i < 100; i++) {
            callIn(session(i), "call" + i, "a" + i);
        }

        List<Integer> known = IntStream.range(0, 100)
                .filter(i -> ("a" + i).equals(accountOf(store, session(i))))
                .boxed()
                .toList();
        // Two places of a thousand each: now and then both are others'.
        assertThat(known).hasSizeGreaterThanOrEqualTo(97);
    }

    @Test
    void clearsThePlacesOfSessionsThatAreOver() {
        for (int i = 0; i < 1_500; i++) {
            callIn(session(i), "call" + i, "a1");
            clock().advance(Duration.ofHours(2));
        }

        try (Jedis jedis = nodes.server().connect()) {
            long places = jedis.hkeys(RedisKeys.book("k1")).stream()
                    .filter(field -> field.startsWith("s"))
                    .count();
            assertThat(places).isLessThan(250);
        }
    }

    @Test
    void aCallThatPassedCountsInItsWindowThoughThatIsOver() {
        Rule window = Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofHours(1)), 9);
        Hold hold = new Hold(window, 1);
        store.gate().enter(Entrants.entrant("k1", "c1", clock().instant(), List.of(hold)));
        clock().advance(Duration.ofMinutes(30));
        Instant at = clock().instant();
        String pass = store.gate().pass(Entrants.entrant("k1", "c2", at, List.of(hold)));
        clock().advance(Duration.ofMinutes(40));
        int unused = store.gate().turnOver(List.of(new Gate.Ruled("k1", List.of(window))));

        store.ledger()
                .book(List.of(new Booking(Entries.call("k1", "c2", at, "opus-4", 1), List.of(window.name()), pass)));

        assertThat(store.gate().meters("k1", List.of(window))).containsExactly(new Meter(window, 0, 0, null));
    }

    @Test
    void resetsWindowsAndPeriodsThatAreOverAndNothingElse() {
        Rule window = Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofHours(1)), 9);
        Rule sliding = Rule.of(Unit.REQUESTS, new Period.Sliding(Duration.ofHours(1)), 9);
        Rule day = Rule.of(Unit.REQUESTS, new Period.Day(ZoneOffset.UTC, 0), 9);
        Rule total = Rule.of(Unit.REQUESTS, new Period.Life(), 9);
        Rule held = Rule.of(Unit.TOKENS, new Period.Window(Duration.ofHours(1)), 9);
        List<Rule> rules = List.of(window, sliding, day, total, held);
        List<Gate.Ruled> keys = List.of(new Gate.Ruled("k1", rules), new Gate.Ruled("never called", rules));
        List<Gate.Hold> holds =
                rules.stream().map(rule -> new Gate.Hold(rule, 1)).toList();
        store.gate().enter(Entrants.entrant("k1", "c1", clock().instant(), holds));

        assertThat(store.gate().turnOver(keys)).isZero();
        clock().advance(Duration.ofMinutes(62));
        assertThat(store.gate().turnOver(keys)).isEqualTo(1);
        clock().advance(Duration.ofDays(1));
        assertThat(store.gate().turnOver(keys)).isEqualTo(2);

        assertThat(store.gate().turnOver(keys)).isZero();
        assertThat(store.gate().meters("k1", rules))
                .extracting(Gate.Meter::spent)
                .containsExactly(0L, 0L, 0L, 1L, 0L);
        assertThat(store.gate().meters("k1", rules))
                .extracting(Gate.Meter::held)
                .containsExactly(0L, 0L, 0L, 0L, 1L);
    }

    private static Session session(int number) {
        return new Session("session " + number, "opus", Duration.ofHours(1));
    }
}
