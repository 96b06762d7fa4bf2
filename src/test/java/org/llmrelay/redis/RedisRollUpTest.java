package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.ManualClock;
import org.llmrelay.limit.Entrants;
import org.llmrelay.limit.Gate;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.InMemoryUnpricedModels;
import org.llmrelay.pricing.PricingNotes;
import org.llmrelay.pricing.Rates;
import org.llmrelay.pricing.Rating;
import org.llmrelay.pricing.UnpricedAlarm;
import org.llmrelay.settlement.Reaper;
import org.llmrelay.usage.Archive;
import org.llmrelay.usage.BookedCall;
import org.llmrelay.usage.Bookings;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Counters;
import org.llmrelay.usage.Dimension;
import org.llmrelay.usage.Entries;
import org.llmrelay.usage.Grain;
import org.llmrelay.usage.Ledger;
import org.llmrelay.usage.LedgerEntry;
import org.llmrelay.usage.RollUp;
import org.llmrelay.usage.RollUpContract;
import org.llmrelay.usage.Slice;
import org.llmrelay.usage.Spending;
import org.llmrelay.usage.Subject;
import org.llmrelay.usage.Tally;
import org.llmrelay.usage.Upkeep;
import org.llmrelay.usage.UsageTotal;
import redis.clients.jedis.Jedis;

class RedisRollUpTest extends RollUpContract {
    /** Redis goes by a clock of its own when it forgets. */
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.HOURS);

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final ManualClock clock = new ManualClock(noon);
    private final RedisStore store = nodes.deafNode();
    private final Calendar utc = new Calendar(clock, ZoneOffset.UTC);

    @Override
    protected Gate gate() {
        return store.gate();
    }

    @Override
    protected Ledger ledger() {
        return store.ledger();
    }

    @Override
    protected Archive archive() {
        return store.archive();
    }

    @Override
    protected Counters counters() {
        return store.counters();
    }

    @Override
    protected ManualClock clock() {
        return clock;
    }

    private RollUp rollUp(RedisStore node) {
        return new RollUp(node.archive(), node.counters(), utc);
    }

    private static void book(RedisStore node, LedgerEntry entry) {
        node.gate().enter(Entrants.entrant(entry.key(), entry.call(), 0, null));
        node.ledger().book(Bookings.of(entry));
    }

    private LedgerEntry call(String key, String call) {
        return Entries.call(key, call, noon, "opus-4", 10);
    }

    private long callsOf(RedisStore node, Subject subject) {
        return node.counters()
                .read(subject, List.of(utc.slice(Grain.DAY, noon)))
                .get(0)
                .calls();
    }

    @Test
    void twoNodesCountTheCallsOfOneKeyTogether() {
        RedisStore other = nodes.deafNode();
        book(store, call("k1", "c1"));
        book(other, call("k1", "c2"));

        rollUp(store).run();
        rollUp(other).run();
        book(other, call("k1", "c3"));
        rollUp(store).run();
        rollUp(other).run();

        assertThat(callsOf(store, Subject.key("k1"))).isEqualTo(3);
    }

    @Test
    void whatALostNodeBookedIsCounted() {
        RedisStore lost = nodes.deafNode();
        book(lost, call("k1", "c1"));
        lost.journal().note(List.of());
        nodes.advanceWhile(store, RedisJournal.SILENCE);

        new Reaper(
                        store.journal(),
                        store.ledger(),
                        new RecordedSettlements(),
                        new UnpricedAlarm(new InMemoryUnpricedModels(), new PricingNotes(), nodes.clock()))
                .reap();
        rollUp(store).run();

        assertThat(callsOf(store, Subject.key("k1"))).isEqualTo(1);
    }

    @Test
    void upkeepCountsWhatEverybodyForgotAndTrimsWhatWasCounted() {
        book(store, call("k1", "c1"));
        book(store, call("k2", "c2"));
        RedisStore later = nodes.deafNode();
        rollUp(store).count(List.of("k1"));
        try (Jedis jedis = nodes.server().connect()) {
            jedis.zadd(RedisKeys.KEYS_BY_CREATION, 1, "k2");
        }
        clock.advance(Duration.ofDays(36_500));
        // To Redis, the calls were booked just now; to us, in the far past.
        Upkeep.Stores stores = new Upkeep.Stores(later.archive(), later.counters(), later.claims());

        new Upkeep(stores, rollUp(later), utc, Duration.ofDays(90)).run();

        assertThat(later.counters().cursors(List.of("k1", "k2"))).containsOnlyKeys("k1", "k2");
        // The entry counted last stays.
        assertThat(later.ledger().latest("k1", 9)).hasSize(1);
        assertThat(later.ledger().totals("k1")).isEmpty();
    }

    @Test
    void trimsNothingThatHasNotBeenCounted() {
        for (int i = 0; i < 5; i++) {
            book(store, call("k1", "c" + i));
        }
        rollUp(store).run();
        String counted = store.counters().cursors(List.of("k1")).get("k1");
        book(store, call("k1", "c5"));

        store.archive().trim(store.counters().cursors(List.of("k1")), Instant.parse("2100-01-01T00:00:00Z"));

        assertThat(store.ledger().latest("k1", 9)).extracting(LedgerEntry::call).containsExactly("c5", "c4");
        assertThat(counted).isNotEmpty();
    }

    @Test
    void oneOfManyNodesTakesOnAPieceOfWork() {
        RedisStore other = nodes.deafNode();

        assertThat(store.claims().take("work", Duration.ofMinutes(1))).isTrue();
        assertThat(store.claims().take("work", Duration.ofMinutes(1))).isFalse();
        assertThat(other.claims().take("work", Duration.ofMinutes(1))).isFalse();
        other.claims().release("work");
        assertThat(other.claims().take("work", Duration.ofMinutes(1))).isFalse();
        store.claims().release("work");
        assertThat(other.claims().take("work", Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void tablesGoAwayByThemselvesAndMonthsStay() {
        book(store, Entries.call("k1", "c1", noon, "m", 1));
        rollUp(store).run();

        try (Jedis jedis = nodes.server().connect()) {
            for (Grain grain : Grain.values()) {
                Slice slice = utc.slice(grain, noon);
                for (boolean ofKeys : List.of(true, false)) {
                    long left = jedis.pttl(RedisKeys.counters(slice, ofKeys));
                    assertThat(noon.plusMillis(left))
                            .isBetween(
                                    slice.expiry().orElse(noon.minusMillis(1)).minus(Duration.ofHours(2)),
                                    slice.expiry().orElse(noon.minusMillis(1)));
                }
            }
            assertThat(jedis.pttl(RedisKeys.arrivals(utc.slice(Grain.HOUR, noon))))
                    .isBetween(
                            Duration.ofDays(89).toMillis(), Duration.ofDays(91).toMillis());
        }
    }

    @Test
    void namesThatSomebodyMakesUpDoNotFillATable() {
        IntStream.range(0, 5_100).forEach(i -> book(store, Entries.call("k1", "c" + i, noon, "made-up-" + i, 1)));

        rollUp(store).run();

        Map<String, Tally> models = store.counters().all(utc.slice(Grain.DAY, noon), Dimension.MODEL);
        assertThat(models).hasSizeBetween(4_900, 5_001).containsKey(Subject.OTHERS);
        assertThat(models.values().stream().mapToLong(Tally::calls).sum()).isEqualTo(5_100);
        assertThat(callsOf(store, Subject.WHOLE)).isEqualTo(5_100);
    }

    @Test
    void aCorrectionChangesTheSumsInTheBook() {
        book(store, call("k1", "c1"));
        Archive.Since all = new Archive.Since(Instant.EPOCH, noon.plusSeconds(86_400), Optional.empty());
        BookedCall call =
                store.archive().corrected(store.archive().newest("k1", all, 1)).get(0);
        Charge dearer = new Charge(Charge.State.CEILING, "v2", Rates.ZERO, Rating.NONE, 41, 52);

        store.archive().correct(call, dearer);

        assertThat(store.ledger().totals("k1"))
                .extracting(UsageTotal::calls, UsageTotal::spending)
                .containsExactly(tuple(1L, new Spending(41, 52, 1)));
    }
}
