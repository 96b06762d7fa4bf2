package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.llmrelay.limit.Entrants.entrant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Outcome;
import org.llmrelay.call.Usage;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Gate.Meter;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.InMemoryUnpricedModels;
import org.llmrelay.pricing.PricingNotes;
import org.llmrelay.pricing.Rates;
import org.llmrelay.pricing.Rating;
import org.llmrelay.pricing.UnpricedAlarm;
import org.llmrelay.pricing.UnpricedModel;
import org.llmrelay.settlement.Reaper;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.Bookings;
import org.llmrelay.usage.Journal;
import org.llmrelay.usage.LedgerEntry;
import redis.clients.jedis.Jedis;

class RedisJournalTest {
    private static final Rule TOKENS = Rule.of(Unit.TOKENS, new Period.Life(), 1_000);

    @RegisterExtension
    final RedisNodes nodes = RedisNodes.onTheSharedServer();

    private final RedisStore lost = nodes.deafNode();
    private final RedisStore other = nodes.deafNode();
    private final InMemoryUnpricedModels unpriced = new InMemoryUnpricedModels();
    private final RecordedSettlements events = new RecordedSettlements();
    private final Reaper reaper = new Reaper(
            other.journal(), other.ledger(), events, new UnpricedAlarm(unpriced, new PricingNotes(), nodes.clock()));

    private static LedgerEntry told(String key, String call, long output) {
        Outcome outcome = new Outcome(
                Ending.NODE_LOST, 200, new Usage(0, output, 0, 0, 0, 0, 0), null, List.of(), null, Duration.ZERO);
        return new LedgerEntry(call, Instant.EPOCH, key, "a1", "anthropic", "opus-4", true, null, outcome);
    }

    private void onlyTheOtherSpeaks(Duration time) {
        nodes.advanceWhile(other, time);
    }

    @Test
    void settlesTheCallsOfALostNodeByWhatTheyToldLast() {
        lost.gate().enter(entrant("k1", "c1", new Hold(TOKENS, 100)));
        lost.gate().enter(entrant("k1", "c2", new Hold(TOKENS, 100)));
        lost.gate().enter(entrant("k2", "c3", new Hold(TOKENS, 100)));
        lost.journal().note(Bookings.of(told("k1", "c1", 7)));
        lost.journal().note(Bookings.of(told("k1", "c1", 42), told("k2", "c3", 5)));

        onlyTheOtherSpeaks(RedisJournal.SILENCE);
        reaper.reap();

        assertThat(other.gate().inside("k1")).isZero();
        assertThat(other.gate().meters("k1", List.of(TOKENS)))
                .extracting(Meter::spent, Meter::held)
                .containsExactly(tuple(42L, 0L));
        assertThat(other.ledger().latest("k1", 9))
                .extracting(LedgerEntry::call, entry -> entry.outcome().usage().output())
                .containsExactlyInAnyOrder(tuple("c1", 42L), tuple("c2", 0L));
        assertThat(other.ledger().latest("k2", 9))
                .extracting(entry -> entry.outcome().ending())
                .containsExactly(Ending.NODE_LOST);
        assertThat(events.lostNodes()).isEqualTo(1);
    }

    @Test
    void settlesTheCallsOfALostNodeThatHadPassedWhileRedisWasAway() {
        Gate.Entrant entrant = entrant("k1", "c1", new Hold(TOKENS, 100));
        String pass = lost.gate().pass(entrant);
        lost.journal().note(List.of(new Booking(told("k1", "c1", 42), List.of(TOKENS.name()), pass)));

        onlyTheOtherSpeaks(RedisJournal.SILENCE);
        reaper.reap();

        assertThat(other.gate().inside("k1")).isZero();
        assertThat(other.gate().meters("k1", List.of(TOKENS)))
                .extracting(Meter::spent, Meter::held)
                .containsExactly(tuple(42L, 0L));
        assertThat(other.ledger().latest("k1", 9)).extracting(LedgerEntry::call).containsExactly("c1");
    }

    @Test
    void aCallThatPassedIsBookedThoughRedisHadLetItInUnheard() {
        Gate.Entrant entrant = entrant("k1", "c1", new Hold(TOKENS, 100));
        lost.gate().enter(entrant);
        String pass = lost.gate().pass(entrant);
        forgetScripts();

        lost.ledger().book(List.of(new Booking(told("k1", "c1", 42), List.of(TOKENS.name()), pass)));

        assertThat(lost.gate().inside("k1")).isEqualTo(1);
        assertThat(lost.gate().meters("k1", List.of(TOKENS)))
                .extracting(Meter::spent, Meter::held)
                .containsExactly(tuple(42L, 100L));
        assertThat(lost.ledger().latest("k1", 9)).extracting(LedgerEntry::call).containsExactly("c1");
    }

    @Test
    void booksACallThatHadPassedWhenItsNodeDiedBetweenTicketAndBooking() {
        String pass = lost.gate().pass(entrant("k1", "c1"));
        lost.gate().enter(entrant("k1", "c2"));
        lost.journal().note(List.of());
        try (Jedis jedis = nodes.server().connect()) {
            String ticket = Ticket.journal(List.of(), Pass.read(pass).node(), told("k1", "c1", 42)) + "\n";
            String unused = jedis.set(RedisKeys.late("k1", "c1"), "1");
            jedis.hset(RedisKeys.book("k1"), Map.of("~" + Pass.ticket("c1"), ticket, "#", "2"));
        }

        onlyTheOtherSpeaks(RedisJournal.SILENCE);
        reaper.reap();

        assertThat(other.gate().inside("k1")).isZero();
        assertThat(other.ledger().latest("k1", 9)).extracting(LedgerEntry::call).containsExactlyInAnyOrder("c1", "c2");
    }

    @Test
    void saysSoWhenCallsOfALostNodeHaveNoPrice() {
        Charge unknown = new Charge(Charge.State.UNPRICED, "v", Rates.ZERO, Rating.NONE, 0, 0);
        lost.gate().enter(entrant("k1", "c1"));
        lost.journal().note(Bookings.of(told("k1", "c1", 7).with(unknown)));

        onlyTheOtherSpeaks(RedisJournal.SILENCE);
        reaper.reap();

        assertThat(unpriced.all()).extracting(UnpricedModel::model).containsExactly("opus-4");
    }

    @Test
    void leavesTheCallsOfLivingNodesAlone() {
        lost.gate().enter(entrant("k1", "c1"));
        lost.journal().note(Bookings.of(told("k1", "c1", 7)));
        other.gate().enter(entrant("k1", "c2"));

        onlyTheOtherSpeaks(RedisJournal.SILENCE);
        reaper.reap();
        reaper.reap();

        assertThat(other.gate().inside("k1")).isEqualTo(1);
        assertThat(other.ledger().latest("k1", 9)).extracting(LedgerEntry::call).containsExactly("c1");
    }

    @Test
    void givesALostNodeToOneAskerOnly() {
        RedisStore third = nodes.deafNode();
        lost.journal().note(List.of());
        third.journal().note(List.of());
        onlyTheOtherSpeaks(RedisJournal.SILENCE.plusSeconds(1));
        third.journal().note(List.of());

        assertThat(other.journal().lostNode()).isPresent();
        assertThat(third.journal().lostNode()).isEmpty();
    }

    @Test
    void forgetsANodeThatIsBuried() {
        lost.journal().note(List.of());
        onlyTheOtherSpeaks(RedisJournal.SILENCE);
        Journal.LostNode node = other.journal().lostNode().orElseThrow();

        other.journal().bury(node);

        try (Jedis jedis = nodes.server().connect()) {
            jedis.del(RedisKeys.reaping(node.name()));
        }
        assertThat(other.journal().lostNode()).isEmpty();
    }

    @Test
    void findsTheCallsOfANodeThatWasTakenForLostOnceBefore() {
        lost.gate().enter(entrant("k1", "c1"));
        lost.journal().note(List.of());
        onlyTheOtherSpeaks(RedisJournal.SILENCE);
        reaper.reap();
        lost.journal().note(List.of());
        lost.gate().enter(entrant("k1", "c2"));
        onlyTheOtherSpeaks(RedisJournal.SILENCE);
        forgetClaims();

        reaper.reap();

        assertThat(other.gate().inside("k1")).isZero();
        assertThat(other.ledger().latest("k1", 9)).extracting(LedgerEntry::call).containsExactly("c2", "c1");
    }

    private void forgetScripts() {
        try (Jedis jedis = nodes.server().connect()) {
            String unused = jedis.scriptFlush();
        }
    }

    /** How long each claim on a lost node lasts on, in milliseconds. */
    private List<Long> claims() {
        try (Jedis jedis = nodes.server().connect()) {
            return jedis.keys(RedisKeys.reaping("*")).stream().map(jedis::pttl).toList();
        }
    }

    private void forgetClaims() {
        try (Jedis jedis = nodes.server().connect()) {
            jedis.del(jedis.keys("relay:{nodes}:reaping:*").toArray(String[]::new));
        }
    }

    @Test
    void whoWasDeafHimselfCallsNobodyLost() {
        lost.journal().note(List.of());
        nodes.clock().advance(RedisJournal.SILENCE.multipliedBy(4));

        assertThat(other.journal().lostNode()).isEmpty();
        other.journal().note(List.of());
        assertThat(other.journal().lostNode()).isEmpty();
    }

    @Test
    void whoWasDeafForLongWithinTheTimeCallsNobodyLost() {
        lost.journal().note(List.of());
        onlyTheOtherSpeaks(Duration.ofSeconds(4));
        nodes.clock().advance(RedisJournal.SILENCE.dividedBy(2).plusMillis(1));
        onlyTheOtherSpeaks(Duration.ofSeconds(4));

        assertThat(other.journal().lostNode()).isEmpty();
        onlyTheOtherSpeaks(RedisJournal.SILENCE);
        assertThat(other.journal().lostNode()).isPresent();
    }

    @Test
    void oneWordThatIsNotHeardDoesNotHoldUpTheLostNode() {
        lost.journal().note(List.of());
        onlyTheOtherSpeaks(Duration.ofSeconds(5));
        nodes.clock().advance(Duration.ofSeconds(3));
        onlyTheOtherSpeaks(Duration.ofSeconds(4));

        assertThat(other.journal().lostNode()).isPresent();
    }

    @Test
    void settlesTheCallsOfAllLostNodesAtOnce() {
        RedisStore third = nodes.deafNode();
        lost.gate().enter(entrant("k1", "c1"));
        third.gate().enter(entrant("k1", "c2"));
        lost.journal().note(List.of());
        third.journal().note(List.of());

        onlyTheOtherSpeaks(RedisJournal.SILENCE);
        reaper.reap();

        assertThat(other.gate().inside("k1")).isZero();
        assertThat(events.lostNodes()).isEqualTo(2);
    }

    @Test
    void aNodeThatSomebodyFailedToSettleIsGivenAgainSoon() {
        lost.journal().note(List.of());
        onlyTheOtherSpeaks(RedisJournal.SILENCE);

        assertThat(other.journal().lostNode()).isPresent();
        assertThat(other.journal().lostNode()).isEmpty();
        assertThat(claims()).isNotEmpty().allSatisfy(lasting -> assertThat(lasting)
                .isBetween(1L, 5_000L));
    }

    @Test
    void aNodeThatComesBackBooksNothingTwice() {
        lost.gate().enter(entrant("k1", "c1", new Hold(TOKENS, 100)));
        lost.journal().note(Bookings.of(told("k1", "c1", 7)));
        onlyTheOtherSpeaks(RedisJournal.SILENCE);
        reaper.reap();

        lost.ledger().book(Bookings.of(told("k1", "c1", 90)));

        assertThat(other.ledger().latest("k1", 9)).hasSize(1);
        assertThat(nodes.events().bookedBefore()).containsExactly("c1 90");
    }
}
