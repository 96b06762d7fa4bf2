package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Exchange;
import org.llmrelay.fake.Fate;
import org.llmrelay.fake.Hold;
import org.llmrelay.fake.MessageScript;

/** What of an upstream's answer reaches the caller. */
@ExtendWith(ArquillianExtension.class)
class AnswersIT {
    private static final MessageScript FULL = MessageScript.full().withModel(Ask.MODEL);

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private Exchange ended() throws InterruptedException {
        Exchange exchange = world.upstream().takeExchange(Patience.USUAL);
        assertThat(exchange.awaitEnd(Patience.USUAL)).isEqualTo(Fate.COMPLETED);
        return exchange;
    }

    @Test
    void passesOnAMessageInOnePiece() throws Exception {
        world.account();
        world.upstream().next(Behaviours.json(FULL));

        Reply reply = RelayClient.send(Ask.message().key(world.key())).isFine();

        assertThat(reply.body()).isEqualTo(FULL.json());
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.header("content-length")).isEqualTo(Integer.toString(FULL.json().length));
        assertThat(reply.header("request-id")).isEqualTo(ended().requestId());
    }

    @Test
    void passesOnAStream() throws Exception {
        world.account();
        world.upstream().next(Behaviours.stream(FULL));

        Reply reply = RelayClient.send(Ask.stream().key(world.key())).isFine();

        assertThat(reply.body()).isEqualTo(Events.bytes(FULL));
        assertThat(reply.header("content-type")).isEqualToIgnoringWhitespace("text/event-stream; charset=utf-8");
        assertThat(reply.header("cache-control")).isEqualTo("no-cache");
        assertThat(reply.header("request-id")).isEqualTo(ended().requestId());
    }

    static Stream<Named<Answer>> waysToCutUpAStream() {
        byte[] stream = Events.bytes(FULL);
        int umlaut = new String(stream, UTF_8).indexOf('ü');
        int emoji = new String(stream, UTF_8).substring(0, umlaut).getBytes(UTF_8).length;
        Answer plain = Behaviours.stream(FULL);
        return Stream.of(
                Named.of("one byte at a time", plain.oneByteAtATime()),
                Named.of("two bytes at a time", plain.piecesOf(2)),
                Named.of("odd pieces", plain.piecesOf(97)),
                Named.of("within a character", plain.piecesAt(emoji + 1, emoji + 3)),
                Named.of("within the end of an event", plain.piecesAt(borders(stream))),
                Named.of("all at once", plain.piecesOf(stream.length)),
                Named.of("until the connection ends", plain.endingWithTheConnection()),
                Named.of("after early hints", plain.informational(103)));
    }

    /** Between the two line ends of each event. */
    private static int[] borders(byte[] stream) {
        return IntStream.range(1, stream.length)
                .filter(i -> stream[i] == '\n' && stream[i - 1] == '\n')
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("waysToCutUpAStream")
    void passesOnTheSameBytesHoweverTheyCome(Answer answer) {
        world.account();
        world.upstream().next(answer);

        Reply reply = RelayClient.send(Ask.stream().key(world.key())).isFine();

        assertThat(reply.body()).isEqualTo(Events.bytes(FULL));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void passesOnGzipAsItCame(boolean streamed) throws Exception {
        world.account();
        world.upstream().next(Behaviours.message(FULL).gzip());

        Reply reply = compressed(streamed, "gzip");

        byte[] plain = streamed ? Events.bytes(FULL) : FULL.json();
        assertThat(reply.body()).isEqualTo(ended().bodySent());
        assertThat(new GZIPInputStream(new ByteArrayInputStream(reply.body())).readAllBytes())
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void passesOnBrotliAsItCame(boolean streamed) throws Exception {
        world.account();
        world.upstream().next(Behaviours.brotliRecording());

        Reply reply = compressed(streamed, "br");

        assertThat(reply.body()).isEqualTo(ended().bodySent());
    }

    private Reply compressed(boolean streamed, String coding) {
        Ask ask = (streamed ? Ask.stream() : Ask.message()).with("accept-encoding", "gzip, br");
        Reply reply = RelayClient.send(ask.key(world.key())).isFine();
        assertThat(reply.header("content-encoding")).isEqualTo(coding);
        return reply;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsBackWhatTellsAboutTheAccount(boolean streamed) {
        world.account();
        world.upstream()
                .next(Behaviours.normal()
                        .header("x-never-heard-of", "yes, this")
                        .header("Server-Timing", "x"));

        Reply reply = RelayClient.send((streamed ? Ask.stream() : Ask.message()).key(world.key()))
                .isFine();

        assertThat(reply.header("x-never-heard-of")).isEqualTo("yes, this");
        assertThat(reply.header("server-timing")).isEqualTo("x");
        assertThat(reply.response().headers().map().keySet())
                .extracting(name -> name.toLowerCase(Locale.ROOT))
                .doesNotContain("set-cookie", "anthropic-organization-id")
                .noneMatch(name -> name.startsWith("anthropic-ratelimit"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 413, 422})
    void passesOnARefusalOfTheRequestItselfAndMarksNobody(int status) throws Exception {
        Account account = world.account(1);
        world.account(2);
        world.upstream().next(Behaviours.status(status).retryAfter(17).header("x-should-retry", "false"));
        Key key = world.key();

        Reply reply = RelayClient.send(Ask.stream().key(key));

        Exchange exchange = ended();
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).isEqualTo(exchange.bodySent());
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.header("request-id")).isEqualTo(exchange.requestId());
        assertThat(reply.header("retry-after")).isEqualTo("17");
        assertThat(reply.header("x-should-retry")).isEqualTo("false");
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("rejected");
        assertThat(world.state(account).path("cool_downs")).isEmpty();
        assertThat(world.upstream().exchanges()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void sendsTheFirstEventOnWhileTheUpstreamIsStillThinking(String coding) throws Exception {
        world.account();
        Hold hold = new Hold();
        Answer answer = Behaviours.stream(FULL);
        world.upstream().next((coding.equals("gzip") ? answer.gzip() : answer).stallAfterEvents(1, hold));
        try (WireCaller caller = new WireCaller()) {
            caller.ask(Ask.stream().key(world.key()).with("accept-encoding", coding))
                    .readHead();
            InputStream seen = coding.equals("gzip") ? new GZIPInputStream(caller.body(), 64) : caller.body();

            byte[] first = FULL.events().get(0);
            assertThat(seen.readNBytes(first.length)).isEqualTo(first);
            assertThat(world.upstream().takeExchange(Patience.USUAL).fate()).isEqualTo(Fate.PLAYING);

            hold.release();
            assertThat(seen.readAllBytes()).hasSize(Events.bytes(FULL).length - first.length);
        }
    }

    @Test
    void passesOnAnAnswerThatIsLargerThanItsBuffers() throws Exception {
        world.account();
        world.upstream().next(Behaviours.sized(700_001), Behaviours.sized(700_002));
        Key key = world.key();

        assertThat(RelayClient.send(Ask.message().key(key)).isFine().body()).isEqualTo(ended().bodySent());
        assertThat(RelayClient.send(Ask.stream().key(key)).isFine().body()).isEqualTo(ended().bodySent());
    }

    @Test
    void passesOnEventsThatItDoesNotKnow() throws Exception {
        world.account();
        List<byte[]> events = new ArrayList<>(FULL.events());
        events.add(1, ": a comment\n\n".getBytes(UTF_8));
        events.add(
                2, "event: brand_new\r\ndata: {\"type\":\"brand_new\"}\r\nid: 7\r\nretry: 10\r\n\r\n".getBytes(UTF_8));
        events.add(3, "data: {\"type\":\"nameless\",\ndata: \"lines\":2}\n\n".getBytes(UTF_8));
        world.upstream().next(Behaviours.events(events).oneByteAtATime());

        Reply reply = RelayClient.send(Ask.stream().key(world.key())).isFine();

        assertThat(reply.body()).isEqualTo(ended().bodySent());
    }

    @Test
    void answersManyCallsOnOneConnection() throws Exception {
        world.account();
        Key key = world.key();
        try (WireCaller caller = new WireCaller()) {
            for (int i = 0; i < 3; i++) {
                caller.ask(Ask.stream().key(key)).readHead();
                assertThat(caller.readBody()).isEqualTo(Events.bytes(MessageScript.greeting()));
                caller.ask(Ask.message().key(key)).readHead();
                assertThat(caller.readBody())
                        .isEqualTo(MessageScript.greeting().withModel(Ask.MODEL).json());
            }
        }
    }
}
