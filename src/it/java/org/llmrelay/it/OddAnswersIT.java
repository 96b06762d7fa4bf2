package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrelay.fake.Behaviour;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Exchange;
import org.llmrelay.fake.FakeUpstream;
import org.llmrelay.fake.MessageScript;

/** Upstreams that do what they may, or may not, and seldom do. */
@ExtendWith(ArquillianExtension.class)
class OddAnswersIT {
    private static final MessageScript FULL = MessageScript.full().withModel(Ask.MODEL);
    private static final String STREAM_HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n";

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    @Test
    void passesOnEventsThatAreLargerThanAnyBufferAndStillCounts() throws Exception {
        world.account();
        List<byte[]> events = new ArrayList<>(FULL.events());
        for (int size : new int[] {20_000, 100_000, 3_000_000}) {
            events.add(3, largeEvent(size));
        }
        world.upstream().next(Behaviours.events(events));
        Key key = world.key();

        Reply reply = RelayClient.send(Ask.stream().key(key)).isFine();

        Exchange exchange = world.upstream().takeExchange(Patience.USUAL);
        assertThat(exchange.awaitEnd(Patience.USUAL)).isNotNull();
        assertThat(reply.body()).hasSize(Math.toIntExact(exchange.bodyBytesWritten()));
        assertThat(Events.in(reply.body())).hasSize(events.size());
        Usages.require(
                world.booked(key).path("usage"), FULL.tokens(), FULL.tokens().output());
    }

    private static byte[] largeEvent(int size) {
        return ("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                        + "{\"type\":\"text_delta\",\"text\":\"" + "x".repeat(size) + "\"}}\n\n")
                .getBytes(UTF_8);
    }

    static Stream<Named<Behaviour>> lateFaults() {
        byte[] ping = Events.PING.getBytes(UTF_8);
        byte[] comment = ": hello\n\n".getBytes(UTF_8);
        byte[] error =
                "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"x\"}}\n\n"
                        .getBytes(UTF_8);
        return Stream.of(
                Named.of("an error after pings", Behaviours.events(List.of(comment, ping, ping, error))),
                Named.of("nothing but pings", Behaviours.events(List.of(ping, ping))),
                Named.of(
                        "an error that comes byte by byte",
                        Behaviours.errorEvent("api_error").oneByteAtATime()),
                Named.of(
                        "a compressed error",
                        Behaviours.errorEvent("api_error").gzip().oneByteAtATime()),
                Named.of("a redirect", Behaviours.status(307).header("location", "http://127.0.0.1:9/v1/messages")),
                Named.of("no proper chunks", Behaviours.raw(STREAM_HEAD + "\r\nZZ\r\nevent: x\r\n")),
                Named.of("two lengths", Behaviours.raw(STREAM_HEAD + "content-length: 5\r\ncontent-length: 6\r\n\r\n")),
                Named.of("an endless head", Behaviours.normal().hugeHeader(5_000_000)));
    }

    @ParameterizedTest
    @MethodSource("lateFaults")
    void areFaultsThatAnotherAccountMakesGood(Behaviour fault) {
        Account first = world.account(1);
        Account second = world.account(2);
        world.playing(first).always(fault);

        Reply reply = RelayClient.send(Ask.stream().key(world.key())).isFine();

        assertThat(reply.body()).isEqualTo(Events.bytes(MessageScript.greeting()));
        assertThat(world.exchangesOf(first)).hasSize(1);
        assertThat(world.exchangesOf(second)).hasSize(1);
        assertThat(world.state(first).path("cool_downs")).hasSize(1);
    }

    @Test
    void passesOnADocumentWhereAStreamWasAskedFor() {
        world.account();
        world.upstream().next(Behaviours.json(FULL));
        Key key = world.key();

        Reply reply = RelayClient.send(Ask.stream().key(key)).isFine();

        assertThat(reply.body()).isEqualTo(FULL.json());
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        Usages.require(
                world.booked(key).path("usage"), FULL.tokens(), FULL.tokens().output());
    }

    @Test
    void passesOnZstandardAndReadsIt() throws Exception {
        world.account();
        byte[] packed = zstandard(Events.bytes(FULL));
        world.upstream().next(Behaviours.body(200, "text/event-stream", packed).header("content-encoding", "zstd"));
        Key key = world.key();

        Reply reply = RelayClient.send(
                        Ask.stream().with("accept-encoding", "zstd").key(key))
                .isFine();

        assertThat(reply.body()).isEqualTo(packed);
        Usages.require(
                world.booked(key).path("usage"), FULL.tokens(), FULL.tokens().output());
    }

    private static byte[] zstandard(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    @Test
    void passesOnACodingThatItCannotRead() {
        world.account();
        byte[] secret = "who knows".getBytes(UTF_8);
        world.upstream().next(Behaviours.body(200, "text/event-stream", secret).header("content-encoding", "x-new"));

        Reply reply = RelayClient.send(Ask.stream().key(world.key())).isFine();

        assertThat(reply.body()).isEqualTo(secret);
        assertThat(reply.header("content-encoding")).isEqualTo("x-new");
    }

    @Test
    void passesOnALongHeader() {
        world.account();
        world.upstream().next(Behaviours.normal().hugeHeader(12_000));

        assertThat(RelayClient.send(Ask.stream().key(world.key())).isFine().header("x-huge"))
                .hasSize(12_000);
    }

    @Test
    void passesOnARefusalThatCameBeforeTheBodyWasRead() {
        world.account();
        world.upstream().next(Behaviours.status(413).withoutReading());
        byte[] large = Arrays.copyOf(Prompt.plain().getBytes(UTF_8), 20_000_000);
        Arrays.fill(large, Prompt.plain().length(), large.length, (byte) ' ');

        Reply reply = RelayClient.send(Ask.message().saying(large).key(world.key()));

        reply.isNativeError(413, "request_too_large");
    }

    @Test
    void mayDropIdleConnections() {
        Key key = world.key();
        int port = callThroughAnUpstreamThatGoes(key);

        try (FakeUpstream after = FakeUpstream.startAt(port)) {
            for (int i = 0; i < 10; i++) {
                RelayClient.send(Ask.stream().key(key)).isFine();
            }
            assertThat(after.exchanges()).hasSize(10);
        }
    }

    private int callThroughAnUpstreamThatGoes(Key key) {
        try (FakeUpstream before = FakeUpstream.start()) {
            world.account(1, before.baseUrl());
            RelayClient.begin(Ask.stream().key(key), 10)
                    .forEach(reply -> reply.join().isFine());
            return before.port();
        }
    }

    @Test
    void isAskedForTheModelThatItsOwnAccountKnows() {
        Account first = world.accountThatRenames(1, Map.of(Ask.MODEL, "claude-at-first"));
        Account second = world.account(2);
        world.playing(first).always(Behaviours.status(500));

        RelayClient.send(Ask.message().key(world.key())).isFine();

        assertThat(world.exchangesOf(first).get(0).request().bodyText())
                .isEqualTo(Prompt.plain().replace(Ask.MODEL, "claude-at-first"));
        assertThat(world.exchangesOf(second).get(0).request().bodyText()).isEqualTo(Prompt.plain());
    }

    @Test
    void keepsManyStreamsApart() {
        world.account();
        Key key = world.key();
        world.upstream().always(Behaviours.stream(FULL).piecesOf(41).every(Duration.ofMillis(3)));

        List<CompletableFuture<Reply>> replies = RelayClient.begin(Ask.stream().key(key), 150);

        String expected = Events.withoutPings(Events.bytes(FULL));
        replies.forEach(reply ->
                assertThat(Events.withoutPings(reply.join().isFine().body())).isEqualTo(expected));
        assertThat(world.booked(key, 150)).hasSize(150);
    }
}
