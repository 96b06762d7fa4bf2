package org.llmrelay.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.call.Headers;
import org.llmrelay.stream.CallerSink;

/** The way out in a real Undertow. */
class ServletCallerSinkTest {
    private static final EntranceConfig CONFIG = new EntranceConfig(1_000_000, 10_000_000, Duration.ofSeconds(5));

    /** Longer than the server's read time-out. */
    private static final long LONG_SILENCE_MILLIS = 2_500;

    private final BlockingQueue<CallerSink> sinks = new LinkedBlockingQueue<>();
    private final Relay later = (call, key, sink) -> sinks.add(sink);

    @Test
    void sendsEachPieceOfAStreamAtOnce() throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, later);
                PlainCaller caller = new PlainCaller(server.port()).sendPost("stream")) {
            Out out = Out.stream(sinks.take());
            out.write("first\n\n");
            Answer head = caller.head();
            String first = caller.chunk();
            out.write("second\n\n");
            String second = caller.chunk();
            out.end();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers()).containsEntry("content-type", "text/event-stream");
            assertThat(first).isEqualTo("first\n\n");
            assertThat(second).isEqualTo("second\n\n");
            assertThat(caller.chunk()).isEmpty();
        }
    }

    @Test
    void aSilentStreamOutlivesTheServersReadTimeOut() throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, later);
                PlainCaller caller = new PlainCaller(server.port()).sendPost("stream")) {
            Out out = Out.stream(sinks.take());
            out.write("first");
            Thread.sleep(LONG_SILENCE_MILLIS);
            out.write("second");
            out.end();

            assertThat(caller.answer().text()).isEqualTo("firstsecond");
            assertThat(out.goneLatch().getCount()).isEqualTo(1);
        }
    }

    @Test
    void aSlowCallerHoldsUpTheStreamAndLosesNothing() throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, later);
                PlainCaller caller = new PlainCaller(server.port()).sendPost("stream")) {
            Out out = Out.stream(sinks.take());
            int pieces = 2_000;
            for (int i = 0; i < pieces; i++) {
                out.write(block(i));
            }
            int waiting = out.waiting();
            out.end();
            Answer answer = caller.answer();

            assertThat(waiting)
                    .as("pieces that the caller's window has no room for")
                    .isGreaterThan(pieces / 2);
            assertThat(answer.whole()).isTrue();
            assertThat(answer.body()).hasSize(pieces * 10_000);
            for (int i = 0; i < pieces; i++) {
                byte[] piece = Arrays.copyOfRange(answer.body(), i * 10_000, (i + 1) * 10_000);
                assertThat(piece).isEqualTo(block(i));
            }
        }
    }

    @Test
    void whatTheSocketDidNotTakeFollowsWithoutAnotherWrite() throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, later);
                PlainCaller caller = new PlainCaller(server.port()).sendPost("stream")) {
            Out out = Out.stream(sinks.take());
            int size = 0;
            while (out.waiting() == 0) {
                out.write(block(size));
                size++;
            }
            long expected = size * 10_000L;
            caller.head();
            long read = 0;
            while (read < expected) {
                read += caller.chunk().length();
            }

            assertThat(read).isEqualTo(expected);
        }
    }

    @Test
    void aLargeAnswerOfKnownLengthKeepsItsLength() throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, later);
                PlainCaller caller = new PlainCaller(server.port()).sendPost("document")) {
            byte[] large = "0123456789".repeat(500_000).getBytes(StandardCharsets.UTF_8);
            Out.json(sinks.take(), 200, large);
            Answer answer = caller.answer();

            assertThat(answer.headers()).containsEntry("content-length", "5000000");
            assertThat(answer.body()).isEqualTo(large);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 70_000})
    void answersOfEverySizeComeWhole(int size) throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, later);
                PlainCaller caller = new PlainCaller(server.port())) {
            for (int i = 0; i < 5; i++) {
                caller.sendPost(i % 2 == 0 ? "document" : "stream");
                Out.json(sinks.take(), 200, new byte[size]);

                assertThat(caller.answer().body()).hasSize(size);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "document"})
    void hearsWithinATenthOfASecondThatTheCallerLeft(String kind) throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, later)) {
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                PlainCaller caller = new PlainCaller(server.port()).sendPost(kind);
                Out out = new Out(sinks.take());
                Thread.sleep(10);
                long left = System.nanoTime();
                if (i % 2 == 0) {
                    caller.close();
                } else {
                    caller.reset();
                }
                assertThat(out.goneLatch().await(2, TimeUnit.SECONDS)).isTrue();
                millis.add(Duration.ofNanos(System.nanoTime() - left).toMillis());
            }
            assertThat(millis).allMatch(each -> each < 100);
        }
    }

    @Test
    void hearsThatTheCallerLeftInTheMiddleOfAStream() throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, later)) {
            PlainCaller caller = new PlainCaller(server.port()).sendPost("stream");
            Out out = Out.stream(sinks.take());
            out.write("first\n\n");
            caller.head();
            caller.chunk();

            caller.close();

            assertThat(out.goneLatch().await(100, TimeUnit.MILLISECONDS)).isTrue();
        }
    }

    @Test
    void hearsThatACallerWhoDoesNotReadLeft() throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, later)) {
            PlainCaller caller = new PlainCaller(server.port()).sendPost("stream");
            Out out = Out.stream(sinks.take());
            while (out.waiting() < 10) {
                out.write(block(0));
            }

            caller.close();

            assertThat(out.goneLatch().await(100, TimeUnit.MILLISECONDS)).isTrue();
        }
    }

    @Test
    void aCallerWhoLeavesAfterTheAnswerDisturbsNobody() throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, later)) {
            PlainCaller caller = new PlainCaller(server.port()).sendPost("document");
            CallerSink sink = sinks.take();
            Out out = new Out(sink);
            sink.head(200, Headers.of("content-length", "2"));
            out.write("ok");
            out.end();
            caller.answer();
            caller.close();

            assertThat(out.goneLatch().await(200, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1, keep-alive, false",
        "HTTP/1.1, close, false",
        "HTTP/1.1, close, true",
        "HTTP/1.0, close, false",
        "HTTP/1.0, close, true"
    })
    void anAbortedAnswerIsSeenToBeIncomplete(String protocol, String connection, boolean sized) throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, later);
                PlainCaller caller = new PlainCaller(server.port())) {
            caller.send("POST /v1/messages " + protocol + "\r\nHost: relay\r\nConnection: " + connection
                    + "\r\nContent-Length: 6\r\n\r\nstream");
            CallerSink sink = sinks.take();
            Out out = new Out(sink);
            sink.head(200, sized ? Headers.of("content-length", "100000") : Headers.NONE);
            out.write("first");
            Answer head = caller.head();
            String first = read(caller, head);
            out.abort();

            assertThat(head.status()).isEqualTo(200);
            assertThat(first).isEqualTo("first");
            assertThatThrownBy(() -> readToTheEnd(caller, head)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aConnectionIsKeptThroughStreamsAndDocuments() throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, later);
                PlainCaller caller = new PlainCaller(server.port())) {
            for (int i = 0; i < 300; i++) {
                caller.sendPost(i % 3 == 0 ? "stream" : "document");
                CallerSink sink = sinks.take();
                if (i % 2 == 0) {
                    Out.json(sink, 200, block(i));
                    assertThat(caller.answer().body()).isEqualTo(block(i));
                } else {
                    Out out = Out.stream(sink);
                    out.write(block(i));
                    out.end();
                    assertThat(caller.answer().body()).isEqualTo(block(i));
                }
            }
        }
    }

    @Test
    void aRequestThatIsSentAheadIsAnsweredAfterALongStream() throws Exception {
        try (RelayServer server = new RelayServer(CONFIG, later);
                PlainCaller caller = new PlainCaller(server.port()).sendPost("stream")) {
            Out out = Out.stream(sinks.take());
            out.write("first");
            caller.sendPost("document");
            Thread.sleep(50);
            out.write("last");
            out.end();
            Answer stream = caller.answer();
            Out.json(sinks.take(), 200, new byte[] {'o', 'k'});
            Answer document = caller.answer();

            assertThat(stream.text()).isEqualTo("firstlast");
            assertThat(document.text()).isEqualTo("ok");
        }
    }

    private static String read(PlainCaller caller, Answer head) throws IOException {
        boolean chunked = head.headers().containsKey("transfer-encoding");
        return chunked ? caller.chunk() : new String(caller.in().readNBytes(5), StandardCharsets.UTF_8);
    }

    /** Throws where the end is no proper end. */
    private static void readToTheEnd(PlainCaller caller, Answer head) throws IOException {
        int read = caller.in().read();
        if (read >= 0
                || head.headers().containsKey("transfer-encoding")
                || head.headers().containsKey("content-length")) {
            throw new EOFException("the answer was framed, and its end is missing");
        }
    }

    private static byte[] block(int number) {
        byte[] block = new byte[10_000];
        Arrays.fill(block, (byte) ('a' + number % 26));
        return block;
    }
}
