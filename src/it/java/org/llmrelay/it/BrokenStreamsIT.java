package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Fate;
import org.llmrelay.fake.Hold;
import org.llmrelay.fake.MessageScript;

/** Faults after the commit point: the caller keeps what came, and is told that there will be no more. */
@ExtendWith(ArquillianExtension.class)
class BrokenStreamsIT {
    private static final MessageScript GREETING = MessageScript.greeting().withModel(Ask.MODEL);
    private static final int SEEN = 5;

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private static Answer greeting() {
        return Behaviours.stream(GREETING);
    }

    /** Bytes of the first events together. */
    private static int sizeOf(int events) {
        return GREETING.events().stream()
                .limit(events)
                .mapToInt(event -> event.length)
                .sum();
    }

    static Stream<Named<Answer>> cuts() {
        return Stream.of(
                Named.of("between two events", greeting().cutAfterEvents(SEEN)),
                Named.of("after the first letter of an event", greeting().cutAfterBytes(sizeOf(SEEN) + 1)),
                Named.of("in mid-event", greeting().cutAfterBytes(sizeOf(SEEN) + 60)),
                Named.of("before an event's last line end", greeting().cutAfterBytes(sizeOf(SEEN + 1) - 1)),
                Named.of(
                        "in mid-event, byte by byte",
                        greeting().oneByteAtATime().cutAfterBytes(sizeOf(SEEN) + 60)));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void endsWithAnErrorEventAfterTheWholeEventsThatCame(Answer answer) {
        Account account = world.account(1);
        world.account(2);
        world.playing(account).next(answer);
        Key key = world.key();

        Reply reply = RelayClient.send(Ask.stream().key(key)).isFine();

        List<String> events = Events.in(reply.body());
        assertThat(events).hasSize(SEEN + 1);
        assertThat(events.subList(0, SEEN)).isEqualTo(Events.of(GREETING).subList(0, SEEN));
        Events.requireError(events.get(SEEN), "api_error");
        assertThat(world.upstream().exchanges()).hasSize(1);
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("broke-off");
        Patience.until(
                "the account rests",
                () -> world.state(account),
                state -> state.path("cool_downs").size() == 1);
    }

    @Test
    void endsWithAnErrorEventAfterAReset() throws Exception {
        world.account();
        Hold hold = new Hold();
        world.upstream().next(greeting().stallAfterEvents(SEEN, hold).resetAfterEvents(SEEN));
        try (WireCaller caller = new WireCaller()) {
            caller.ask(Ask.stream().key(world.key())).readHead();
            assertThat(Events.in(caller.readEvents(SEEN)))
                    .isEqualTo(Events.of(GREETING).subList(0, SEEN));

            hold.release();

            Events.requireError(new String(caller.readBody(), UTF_8), "api_error");
        }
    }

    @Test
    void booksWhatWasToldBeforeTheBreak() {
        world.account();
        world.upstream().next(greeting().cutAfterEvents(SEEN));
        Key key = world.key();

        RelayClient.send(Ask.stream().key(key)).isFine();

        JsonNode call = world.booked(key);
        assertThat(call.path("status").asInt()).isEqualTo(200);
        Usages.requireEstimated(call, MessageScript.greeting().tokens());
        assertThat(call.path("attempts")).hasSize(1);
    }

    @Test
    void passesOnTheUpstreamsOwnErrorEventAndAddsNone() throws Exception {
        world.account();
        world.upstream().next(greeting().errorAfterEvents(SEEN, "overloaded_error"));

        Reply reply = RelayClient.send(Ask.stream().key(world.key())).isFine();

        assertThat(reply.body())
                .isEqualTo(world.upstream().takeExchange(Patience.USUAL).bodySent());
        assertThat(Events.in(reply.body()))
                .filteredOn(e -> e.startsWith("event: error"))
                .hasSize(1);
    }

    @Test
    void pingsThroughSilenceAndEndsItWhenItLastsTooLong() throws Exception {
        Account account = world.account();
        world.upstream().next(greeting().stallAfterEvents(SEEN, new Hold()));
        Key key = world.key();

        Reply reply = RelayClient.send(Ask.stream().key(key)).isFine();

        List<String> events = Events.in(reply.body());
        int last = events.size() - 1;
        assertThat(events.subList(0, SEEN)).isEqualTo(Events.of(GREETING).subList(0, SEEN));
        assertThat(events.subList(SEEN, last)).isNotEmpty().containsOnly(Events.PING);
        Events.requireError(events.get(last), "timeout_error");
        assertThat(world.upstream().takeExchange(Patience.USUAL).awaitEnd(Patience.USUAL))
                .isEqualTo(Fate.CALLER_CLOSED);
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("broke-off");
        assertThat(world.state(account).path("cool_downs").path(0).path("cause").asText())
                .isEqualTo("upstream-timed-out");
    }

    @Test
    void pingsBetweenEventsAndLosesNoneOfThem() throws Exception {
        world.account();
        Hold hold = new Hold();
        world.upstream().next(greeting().oneByteAtATime().stallAfterBytes(sizeOf(SEEN) + 30, hold));
        try (WireCaller caller = new WireCaller()) {
            caller.ask(Ask.stream().key(world.key())).readHead();

            byte[] before = caller.readEvents(SEEN).getBytes(UTF_8);
            String ping = caller.readEvents(1);
            hold.release();
            byte[] after = caller.readBody();

            assertThat(ping).isEqualTo(Events.PING);
            assertThat(Events.withoutPings(before) + Events.withoutPings(after))
                    .isEqualTo(Events.withoutPings(Events.bytes(GREETING)));
        }
    }

    @Test
    void breaksTheConnectionOfACompressedStream() {
        world.account();
        world.upstream().next(greeting().gzip().cutAfterEvents(SEEN));

        requireBreak(Ask.stream().with("accept-encoding", "gzip"));
    }

    @Test
    void breaksTheConnectionOfADocument() {
        world.account();
        world.upstream().next(Behaviours.sized(300_000).cutAfterBytes(200_000));

        requireBreak(Ask.message());
    }

    private void requireBreak(Ask ask) {
        Key key = world.key();

        assertThatThrownBy(() -> readAll(ask.key(key))).isInstanceOf(IOException.class);

        assertThat(world.booked(key).path("ending").asText()).isEqualTo("broke-off");
    }

    private static void readAll(Ask ask) throws IOException {
        try (WireCaller caller = new WireCaller()) {
            caller.ask(ask).readHead();
            assertThat(caller.status()).isEqualTo(200);
            byte[] unused = caller.readBody();
        }
    }
}
