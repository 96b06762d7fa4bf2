package org.llmrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.State;
import org.llmrelay.call.Attempt;
import org.llmrelay.call.Ending;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.secret.Secret;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.stream.FakeExchange;
import org.llmrelay.stream.FakeSink;
import org.llmrelay.upstream.Answer;

class RelayEngineTest {
    private static final String EVENT = "event: a\ndata: 1\n\n";

    private final World world = new World();
    private final FakeSink sink = new FakeSink();

    @Test
    void streamsAnAnswerAndBooksItOnce() {
        world.accounts("a");
        FakeExchange exchange = world.answers("a", FakeExchange.stream());

        world.call(sink);
        exchange.send(EVENT);
        exchange.send(EVENT);
        exchange.end();

        assertThat(sink.text()).isEqualTo(EVENT + EVENT);
        assertThat(sink.fate()).isEqualTo("ended");
        assertThat(world.booked()).satisfies(entry -> {
            assertThat(entry.account()).isEqualTo("a");
            assertThat(entry.outcome().ending()).isEqualTo(Ending.COMPLETED);
            assertThat(entry.outcome().usage().input()).isEqualTo(2);
        });
        assertThat(world.openCalls.size()).isZero();
        assertThat(world.slotsHeld()).isZero();
    }

    @Test
    void triesTheNextAccountAfterAFaultUnseenByTheCaller() {
        world.accounts("a", "b", "c");
        world.answers("a", FakeExchange.document(500));
        world.unanswered("b", FailureKind.UPSTREAM_UNREACHABLE);
        FakeExchange good = world.answers("c", FakeExchange.stream());

        world.call(sink);
        good.send(EVENT);
        good.end();

        assertThat(sink.text()).isEqualTo(EVENT);
        assertThat(world.booked().outcome().attempts())
                .extracting(Attempt::result)
                .containsExactly("upstream-error", "upstream-unreachable", "ok");
        assertThat(world.resting()).containsExactly("a", "b");
        assertThat(world.slotsHeld()).isZero();
    }

    @Test
    void movesOnWhenTheFirstEventIsAnError() {
        world.accounts("a", "b");
        FakeExchange bad = world.answers("a", FakeExchange.stream());
        FakeExchange good = world.answers("b", FakeExchange.stream());

        world.call(sink);
        bad.send("event: error\ndata: x\n\n");
        good.send(EVENT);
        good.end();

        assertThat(sink.text()).isEqualTo(EVENT);
        assertThat(bad.isClosed()).isTrue();
    }

    @Test
    void givesUpAfterTheAllowedAttempts() {
        world.accounts("a", "b", "c", "d");
        for (String id : List.of("a", "b", "c", "d")) {
            world.answers(id, FakeExchange.document(500));
        }

        world.call(sink);

        assertThat(sink.text()).isEqualTo("upstream-error");
        assertThat(world.booked().outcome().attempts()).hasSize(3);
        assertThat(world.booked().outcome().ending()).isEqualTo(Ending.FAILED);
        assertThat(world.asked).containsExactly("a", "b", "c");
    }

    @Test
    void goesByTheSettingsOfTheMomentInWhichACallComes() {
        world.accounts("a", "b");
        world.answers("a", FakeExchange.document(500));
        world.settings = new RelaySettings(
                new RelaySettings.Failover(1, Duration.ofMinutes(2), Duration.ofMillis(500)),
                world.settings.patience(),
                world.settings.affinity(),
                world.settings.coolDowns());

        world.call(sink);

        assertThat(sink.text()).isEqualTo("upstream-error");
        assertThat(world.asked).containsExactly("a");
    }

    @Test
    void beginsNoAttemptAfterTheDeadline() {
        world.accounts("a", "b");
        CompletableFuture<Answer> late = world.answersLater("a");
        world.answers("b", FakeExchange.stream());

        world.call(sink);
        world.now = world.now.plusSeconds(121);
        late.complete(new Answer.Unanswered(UpstreamFault.silent(FailureKind.UPSTREAM_TIMED_OUT)));

        assertThat(sink.text()).isEqualTo("upstream-timed-out");
        assertThat(world.asked).containsExactly("a");
    }

    @Test
    void asksAnOverloadedAccountOnceMoreAndThenAnother() {
        world.accounts("a", "b");
        world.answers("a", FakeExchange.document(529));
        world.answers("a", FakeExchange.document(529));
        FakeExchange good = world.answers("b", FakeExchange.stream());

        world.call(sink);
        world.await(good::isRead);
        good.send(EVENT);
        good.end();

        assertThat(world.asked).containsExactly("a", "a", "b");
        assertThat(sink.text()).isEqualTo(EVENT);
    }

    @Test
    void asksTheSameAccountOnceMoreWhenItsKeptConnectionHadClosed() {
        world.accounts("a", "b");
        world.breaksOffStaleConnection("a");
        FakeExchange good = world.answers("a", FakeExchange.stream());

        world.call(sink);
        world.await(good::isRead);
        good.send(EVENT);
        good.end();

        assertThat(world.asked).containsExactly("a", "a");
        assertThat(sink.text()).isEqualTo(EVENT);
    }

    @Test
    void leavesAnAccountWhoseKeptConnectionsAreClosedAgainAndAgain() {
        world.accounts("a", "b");
        world.breaksOffStaleConnection("a");
        world.breaksOffStaleConnection("a");
        FakeExchange good = world.answers("b", FakeExchange.stream());

        world.call(sink);
        world.await(good::isRead);
        good.send(EVENT);
        good.end();

        assertThat(world.asked).containsExactly("a", "a", "b");
    }

    @Test
    void passesTheUpstreamsRefusalOfTheRequestAndMarksNobody() {
        world.accounts("a", "b");
        FakeExchange refusal = world.answers("a", FakeExchange.document(400));

        world.call(sink);
        refusal.send("{\"type\":\"error\"}");
        refusal.end();

        assertThat(sink.status()).isEqualTo(400);
        assertThat(sink.text()).isEqualTo("{\"type\":\"error\"}");
        assertThat(world.booked().outcome().ending()).isEqualTo(Ending.REJECTED);
        assertThat(world.resting()).isEmpty();
    }

    @Test
    void neverSplicesTwoAnswers() {
        world.accounts("a", "b");
        FakeExchange broken = world.answers("a", FakeExchange.stream());
        world.answers("b", FakeExchange.stream());

        world.call(sink);
        broken.send(EVENT);
        broken.breakOff();

        assertThat(sink.text()).isEqualTo(EVENT + "event: error\ndata: upstream-broke-off\n\n");
        assertThat(world.asked).containsExactly("a");
        assertThat(world.booked().outcome().ending()).isEqualTo(Ending.BROKE_OFF);
        assertThat(world.booked().outcome().usage().input()).isEqualTo(1);
    }

    @Test
    void letsTheUpstreamGoWhenTheCallerLeaves() {
        world.accounts("a");
        FakeExchange exchange = world.answers("a", FakeExchange.stream());

        world.call(sink);
        exchange.send(EVENT);
        sink.leave();

        assertThat(exchange.isClosed()).isTrue();
        assertThat(world.booked().outcome().ending()).isEqualTo(Ending.CALLER_GONE);
        assertThat(world.booked().outcome().usage().input()).isEqualTo(1);
        assertThat(world.resting()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"40000, COMPLETED", "39999, CALLER_GONE"})
    void aCallerWhoLeavesWithTheWholeAnswerIsNotGone(int received, Ending ending) {
        world.accounts("a");
        Headers head = Headers.of("content-type", "application/json", "content-length", "40000");
        FakeExchange exchange = world.answers("a", new FakeExchange(200, head));
        world.call(sink);
        world.await(exchange::isRead);
        exchange.send("x".repeat(received));

        sink.leave();

        assertThat(sink.text()).hasSize(received);
        assertThat(world.booked().outcome().ending()).isEqualTo(ending);
    }

    @Test
    void cancelsTheRequestWhenTheCallerLeavesBeforeTheAnswer() {
        world.accounts("a");
        CompletableFuture<Answer> pending = world.answersLater("a");

        world.call(sink);
        sink.leave();

        assertThat(pending).isCancelled();
        assertThat(world.booked().outcome().ending()).isEqualTo(Ending.CALLER_GONE);
        assertThat(world.asked).containsExactly("a");
    }

    @Test
    void refusesUnknownKeysAndUsesNothing() {
        world.accounts("a");

        world.call(sink, Secret.of("cr_wrong"));

        assertThat(sink.text()).isEqualTo("unknown-key");
        assertThat(world.ledger.latest(World.KEY, 10)).isEmpty();
        assertThat(world.asked).isEmpty();
    }

    @Test
    void letsACallWaitForASlot() {
        world.accounts("a");
        world.limits(new Limits(1, new Limits.Queue(1, Duration.ofSeconds(5)), List.of()));
        FakeExchange first = world.answers("a", FakeExchange.stream());
        FakeExchange second = world.answers("a", FakeExchange.stream());
        FakeSink waiting = new FakeSink();
        FakeSink third = new FakeSink();
        world.call(sink);

        world.call(waiting);
        world.call(third);

        assertThat(third.text()).isEqualTo("too-many-calls 1");
        assertThat(second.isRead()).isFalse();
        first.send(EVENT);
        first.end();
        world.await(second::isRead);
        second.send(EVENT);
        second.end();
        assertThat(waiting.text()).isEqualTo(EVENT);
    }

    @Test
    void refusesACallThatHasWaitedLongEnough() {
        world.accounts("a");
        world.limits(new Limits(1, new Limits.Queue(1, Duration.ofSeconds(5)), List.of()));
        world.answers("a", FakeExchange.stream());
        FakeSink waiting = new FakeSink();
        world.call(sink);
        world.call(waiting);

        world.now = world.now.plusSeconds(5);

        world.await(() -> waiting.text().equals("too-many-calls 1"));
    }

    @Test
    void givesTheSeatOfAWaitingCallerWhoLeftToTheNext() {
        world.accounts("a");
        world.limits(new Limits(1, new Limits.Queue(1, Duration.ofSeconds(5)), List.of()));
        FakeExchange first = world.answers("a", FakeExchange.stream());
        FakeExchange second = world.answers("a", FakeExchange.stream());
        FakeSink leaving = new FakeSink();
        world.call(sink);
        world.call(leaving);

        leaving.leave();

        AtomicBoolean seated = new AtomicBoolean();
        world.await(() -> {
            FakeSink next = new FakeSink();
            if (!seated.get()) {
                world.call(next);
                seated.set(next.text().isEmpty());
            }
            return seated.get();
        });
        first.send(EVENT);
        first.end();
        world.await(second::isRead);
    }

    @Test
    void tellsWhatIsSpentAndUsesNothing() {
        world.accounts("a");
        world.limits(new Limits(
                0, Limits.Queue.NONE, List.of(Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofHours(1)), 1))));
        FakeExchange only = world.answers("a", FakeExchange.stream());
        world.call(new FakeSink());
        world.await(only::isRead);

        world.call(sink);

        assertThat(sink.text()).isEqualTo("rate-limited 3600");
        assertThat(world.asked).containsExactly("a");
    }

    @Test
    void notesWhatOpenCallsHaveToldSoFar() {
        world.accounts("a");
        FakeExchange exchange = world.answers("a", FakeExchange.stream());
        world.call(sink);
        world.await(exchange::isRead);
        exchange.send(EVENT);

        world.openCalls.note();

        assertThat(world.journal.noted()).singleElement().satisfies(entry -> {
            assertThat(entry.outcome().usage().input()).isEqualTo(1);
            assertThat(entry.account()).isEqualTo("a");
        });
    }

    @Test
    void tellsWhenTheRestingAccountsAreBack() {
        world.accounts("a");
        world.standings.coolDown(
                "a", new CoolDown(CoolDown.ALL, world.now, world.now.plusSeconds(42), "x", 1, State.COOLING));

        world.call(sink);

        assertThat(sink.text()).isEqualTo("accounts-resting 42");
        assertThat(world.booked().outcome().ending()).isEqualTo(Ending.FAILED);
    }
}
