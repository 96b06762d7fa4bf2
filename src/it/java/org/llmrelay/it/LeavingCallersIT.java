package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Exchange;
import org.llmrelay.fake.Hold;
import org.llmrelay.fake.MessageScript;

/** Callers who hang up: nobody thinks for them any longer. */
@ExtendWith(ArquillianExtension.class)
class LeavingCallersIT {
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final int TRIES = 3;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    /** A way to leave. */
    enum Leaving {
        POLITELY {
            @Override
            void leave(WireCaller caller) throws IOException {
                caller.close();
            }
        },
        WITH_A_RESET {
            @Override
            void leave(WireCaller caller) throws IOException {
                caller.reset();
            }
        };

        abstract void leave(WireCaller caller) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void letsTheUpstreamGoWhenTheCallerLeavesAStreamThatFlows(Leaving leaving) throws Exception {
        requireQuickEnd(leaving, Behaviours.ticking(2000, Duration.ofMillis(5)), Ask.stream(), 3);
    }

    @ParameterizedTest
    @EnumSource
    void letsTheUpstreamGoWhenTheCallerLeavesInSilence(Leaving leaving) throws Exception {
        requireQuickEnd(leaving, Behaviours.normal().stallAfterEvents(2, new Hold()), Ask.stream(), 2);
    }

    @ParameterizedTest
    @EnumSource
    void letsTheUpstreamGoWhenTheCallerLeavesBeforeAnAnswer(Leaving leaving) throws Exception {
        requireQuickEnd(leaving, Behaviours.normal().stallBeforeHead(new Hold()), Ask.stream(), 0);
    }

    @ParameterizedTest
    @EnumSource
    void letsTheUpstreamGoWhenTheCallerLeavesBeforeAMessageInOnePiece(Leaving leaving) throws Exception {
        requireQuickEnd(leaving, Behaviours.normal().stallBeforeHead(new Hold()), Ask.message(), 0);
    }

    @ParameterizedTest
    @EnumSource
    void letsTheUpstreamGoWhenTheCallerLeavesAfterTheHeadOnly(Leaving leaving) throws Exception {
        requireQuickEnd(leaving, Behaviours.normal().stallAfterHead(new Hold()), Ask.stream(), 0);
    }

    /** The best of some tries: a busy machine may delay one, and not all of them. */
    private void requireQuickEnd(Leaving leaving, Answer answer, Ask ask, int events) throws Exception {
        world.account();
        world.upstream().always(answer);
        Ask asked = ask.key(world.key());
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            best = Math.min(best, nanosToTheEnd(leaving, asked, events));
        }

        assertThat(Duration.ofNanos(best)).isLessThan(AT_ONCE);
    }

    private long nanosToTheEnd(Leaving leaving, Ask ask, int events) throws Exception {
        try (WireCaller caller = new WireCaller()) {
            caller.ask(ask);
            Exchange exchange = world.upstream().takeExchange(Patience.USUAL);
            if (events > 0) {
                caller.readHead();
                assertThat(Events.in(caller.readEvents(events))).hasSize(events);
            }
            long left = System.nanoTime();
            leaving.leave(caller);
            return exchange.awaitCallerClosed(Patience.USUAL) - left;
        }
    }

    @Test
    void booksWhatTheCallerHadUsed() throws Exception {
        Account account = world.account();
        Key key = world.key();
        world.upstream().next(Behaviours.normal().stallAfterEvents(4, new Hold()));
        try (WireCaller caller = new WireCaller()) {
            caller.ask(Ask.stream().key(key)).readHead();
            assertThat(Events.in(caller.readEvents(4))).hasSize(4);
        }

        JsonNode call = world.booked(key);

        assertThat(call.path("ending").asText()).isEqualTo("caller-gone");
        assertThat(call.path("status").asInt()).isEqualTo(200);
        Usages.requireEstimated(call, MessageScript.greeting().tokens());
        assertThat(world.state(account).path("cool_downs")).isEmpty();
        assertThat(world.state(account).path("running_calls").asInt()).isZero();
    }

    @Test
    void booksACallThatWasLeftBeforeItsAnswer() throws Exception {
        world.account();
        Key key = world.key();
        world.upstream().next(Behaviours.normal().stallBeforeHead(new Hold()));
        try (WireCaller caller = new WireCaller()) {
            caller.ask(Ask.stream().key(key));
            assertThat(world.upstream().takeExchange(Patience.USUAL).number()).isPositive();
        }

        JsonNode call = world.booked(key);

        assertThat(call.path("ending").asText()).isEqualTo("caller-gone");
        Usages.requireNone(call.path("usage"));
    }

    @Test
    void givesTheSlotsOfTheCallBack() throws Exception {
        world.account();
        Key key = world.key(",\"limits\":{\"concurrency\":1}");
        world.upstream().next(Behaviours.normal().stallAfterEvents(1, new Hold()));
        try (WireCaller caller = new WireCaller()) {
            caller.ask(Ask.stream().key(key)).readHead();
            RelayClient.send(Ask.message().key(key)).isNativeError(429, "rate_limit_error");
        }

        Patience.until(
                "the slot is free",
                () -> RelayClient.send(Ask.message().key(key)).status() == 200);
    }

    @Test
    void asksNoOtherAccountForACallerWhoLeft() throws Exception {
        Account first = world.account(1);
        Account second = world.account(2);
        Hold hold = new Hold();
        world.playing(first).always(Behaviours.status(500).stallBeforeHead(hold));
        Key key = world.key();
        try (WireCaller caller = new WireCaller()) {
            caller.ask(Ask.stream().key(key));
            hold.awaitReached(Patience.USUAL);
        }
        hold.release();

        assertThat(world.booked(key).path("ending").asText()).isEqualTo("caller-gone");
        assertThat(world.exchangesOf(second)).isEmpty();
        assertThat(world.state(first).path("cool_downs")).isEmpty();
    }
}
