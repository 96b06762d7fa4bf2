package org.llmrelay.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackPressureTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMillis(50);
    private static final int MEGABYTE = 1_000_000;

    private final FakeUpstream upstream = FakeUpstream.start();

    @AfterEach
    void close() {
        assertThat(upstream.troubles()).isEmpty();
        upstream.close();
    }

    @Test
    void tellsHowFarACallerThatDoesNotReadHeldItBack() throws Exception {
        upstream.next(Behaviours.sized(8 * MEGABYTE));
        try (RawCaller caller = new RawCaller(upstream.baseUrl())) {
            caller.askForStream().readHead();
            Exchange exchange = upstream.takeExchange(SOON);

            long heldAt = exchange.awaitWriterBlocked(QUIET, SOON);
            byte[] body = caller.readBody();

            assertThat(heldAt).isLessThan(2 * MEGABYTE);
            assertThat(body).hasSize(8 * MEGABYTE);
            assertThat(exchange.awaitEnd(SOON)).isEqualTo(Fate.COMPLETED);
            assertThat(exchange.bodyBytesWritten()).isEqualTo(8 * MEGABYTE);
        }
    }

    @Test
    void noticesACallerThatGoesWhileTheWriterIsBlocked() throws Exception {
        upstream.next(Behaviours.sized(8 * MEGABYTE));
        try (RawCaller caller = new RawCaller(upstream.baseUrl())) {
            caller.askForStream().readHead();
            upstream.exchanges().get(0).awaitWriterBlocked(QUIET, SOON);
        }

        assertThat(upstream.takeExchange(SOON).awaitEnd(SOON)).isEqualTo(Fate.CALLER_CLOSED);
    }

    @Test
    void readsNothingOfABodyBeforeItIsTold() throws Exception {
        Hold hold = new Hold();
        upstream.next(Behaviours.normal().readingAfter(hold));
        try (SocketChannel caller =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.port()))) {
            ByteBuffer body = ByteBuffer.allocate(8 * MEGABYTE);
            caller.write(UTF_8.encode("POST /v1/messages HTTP/1.1\r\ncontent-length: " + body.capacity() + "\r\n\r\n"));
            hold.awaitReached(SOON);

            caller.configureBlocking(false);
            while (caller.write(body) > 0) {
                // Until nothing more goes in.
            }
            int heldAt = body.position();
            long readMeanwhile = upstream.exchanges().get(0).bodyBytesRead();
            hold.release();
            caller.configureBlocking(true);
            caller.write(body);

            assertThat(readMeanwhile).isZero();
            assertThat(heldAt).isLessThan(6 * MEGABYTE);
            assertThat(upstream.takeRequest(SOON).body()).hasSize(8 * MEGABYTE);
        }
    }

    @Test
    void readsABodyInSmallSteps() throws Exception {
        upstream.next(Behaviours.normal().readingSlowly(100, Duration.ofMillis(2)));
        try (RawCaller caller = new RawCaller(upstream.baseUrl())) {
            long start = System.nanoTime();
            caller.ask("x".repeat(1000)).readHead();

            assertThat(System.nanoTime() - start).isGreaterThan(10 * 2_000_000L);
            assertThat(upstream.takeRequest(SOON).body()).hasSize(1000);
        }
    }

    @Test
    void answersWithoutReadingTheBody() throws Exception {
        upstream.next(Behaviours.status(413).withoutReading());
        try (RawCaller caller = new RawCaller(upstream.baseUrl())) {
            caller.send("POST /v1/messages HTTP/1.1\r\ncontent-length: 50000000\r\n\r\n{");

            assertThat(caller.readHead()).startsWith("HTTP/1.1 413");
            assertThat(upstream.takeExchange(SOON).bodyBytesRead()).isZero();
        }
    }
}
