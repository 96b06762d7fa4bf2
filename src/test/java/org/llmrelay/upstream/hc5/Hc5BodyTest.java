package org.llmrelay.upstream.hc5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmrelay.upstream.hc5.Opening.answered;
import static org.llmrelay.upstream.hc5.Opening.by;
import static org.llmrelay.upstream.hc5.Opening.exchanged;
import static org.llmrelay.upstream.hc5.Opening.post;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.upstream.BodyReader;
import org.llmrelay.upstream.UpstreamExchange;

/** How bodies flow, stop and end. */
@Timeout(60)
class Hc5BodyTest {
    private static final int MEGABYTE = 1024 * 1024;
    /** Window, one buffer of the client, and what the sockets of both ends hold. */
    private static final long MOST_UNDER_WAY = Window.SIZE + 2 * Codec.BUFFER;

    private final Hc5Upstream upstream = new Hc5Upstream(Hc5Config.forThisMachine(), Opening.LOOPBACK);

    @AfterEach
    void close() {
        upstream.close();
    }

    private static void endless(Peer peer, AtomicLong sent, long most) throws IOException {
        peer.request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + most + "\r\n\r\n");
        byte[] block = new byte[16 * 1024];
        while (sent.get() < most) {
            peer.send(block);
            sent.addAndGet(block.length);
        }
    }

    @Test
    void handsOverTheHeadBeforeTheBodyComes() throws Exception {
        CountDownLatch headSeen = new CountDownLatch(1);
        try (RawUpstream server = new RawUpstream(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
                    await(headSeen);
                    peer.send("body");
                });
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {
            headSeen.countDown();

            assertThat(Reading.of(exchange).whole()).asString().isEqualTo("body");
        }
    }

    @Test
    void keepsWhatCameBeforeTheReader() throws Exception {
        try (Hc5Upstream oneThread = new Hc5Upstream(new Hc5Config(1, 10, Duration.ofSeconds(30)), Opening.LOOPBACK);
                RawUpstream server = new RawUpstream(peer -> {
                    peer.request();
                    peer.answer("early");
                    peer.awaitEnd();
                })) {
            UpstreamExchange exchange = answered(oneThread, post(server.uri("/"), "{}"));
            // Its only I/O thread is done with the first answer when it has brought another one.
            exchanged(oneThread, by(post(server.uri("/"), "{}"), "another"));

            assertThat(Reading.of(exchange).whole()).asString().isEqualTo("early");
        }
    }

    @Test
    void anUnreadBodyWaitsInTheSocket() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawUpstream server = new RawUpstream(peer -> endless(peer, sent, 64 * MEGABYTE));
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {
            long held = settled(sent);
            Reading reading = Reading.withoutCredit(exchange);

            assertThat(held).isLessThan(8 * MEGABYTE);
            assertThat(settled(reading::count)).isLessThanOrEqualTo(MOST_UNDER_WAY);
        }
    }

    @Test
    void aReaderWithoutCreditStopsTheUpstream() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawUpstream server = new RawUpstream(peer -> endless(peer, sent, 64 * MEGABYTE));
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {
            Reading reading = Reading.withoutCredit(exchange);

            assertThat(settled(sent)).isLessThan(8 * MEGABYTE);
            assertThat(reading.count()).isBetween((long) Window.SIZE, MOST_UNDER_WAY);
        }
    }

    @Test
    void creditInDropsMovesItOnByWhatWasCredited() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawUpstream server = new RawUpstream(peer -> endless(peer, sent, 64 * MEGABYTE));
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {
            Reading reading = Reading.withoutCredit(exchange);
            settled(reading::count);

            for (int i = 0; i < 100_000; i++) {
                exchange.credit(1);
            }

            assertThat(settled(reading::count)).isBetween(100_000L, 100_000 + MOST_UNDER_WAY);
        }
    }

    @Test
    void twoHundredMegabytesFlowThrough() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawUpstream server = new RawUpstream(peer -> endless(peer, sent, 200L * MEGABYTE));
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {
            Reading reading = Reading.counting(exchange);
            reading.whole();

            assertThat(reading.count()).isEqualTo(200L * MEGABYTE);
        }
    }

    @Test
    void creditFromAnotherThreadKeepsABodyFlowing() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawUpstream server = new RawUpstream(peer -> endless(peer, sent, 20L * MEGABYTE));
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {
            Reading reading = Reading.withoutCredit(exchange);
            long credited = 0;
            while (!reading.isOver() && !Thread.currentThread().isInterrupted()) {
                int more = (int) (reading.count() - credited);
                exchange.credit(more);
                credited += more;
                Thread.onSpinWait();
            }

            reading.whole();
            assertThat(reading.count()).isEqualTo(20 * MEGABYTE);
        }
    }

    @Test
    void putsABodyTogetherThatComesByteByByte() throws Exception {
        String events = "event: x\ndata: {\"text\":\"gr\u00fc\u00df\"}\n\n".repeat(20);
        try (RawUpstream server = new RawUpstream(peer -> {
            peer.request();
            for (char each :
                    ("HTTP/1.1 200 OK\r\nContent-Length: " + events.length() + "\r\n\r\n" + events).toCharArray()) {
                peer.send(String.valueOf(each));
            }
            peer.awaitEnd();
        })) {
            try (UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {
                assertThat(new String(Reading.of(exchange).whole(), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .isEqualTo(events);
            }
        }
    }

    @Test
    void aBodyShorterThanPromisedBreaksOff() throws Exception {
        assertBreaksOff("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", 5);
    }

    @Test
    void aChunkCutInTheMiddleBreaksOff() throws Exception {
        assertBreaksOff("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\nshort", 5);
    }

    @Test
    void aCutBetweenTwoChunksBreaksOff() throws Exception {
        assertBreaksOff("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", 5);
    }

    @Test
    void nonsenseInsteadOfAChunkBreaksOff() throws Exception {
        assertBreaksOff("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\nzz\r\n", 5);
    }

    @Test
    void nonsenseBreaksOffAtOnceAlsoWhereTheConnectionStaysOpen() throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\nzz\r\n";
        try (RawUpstream server = new RawUpstream(peer -> {
                    peer.request();
                    peer.send(answer);
                    peer.awaitEnd();
                });
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {
            Reading reading = Reading.of(exchange);

            assertThat(reading.broken().kind()).isEqualTo(FailureKind.UPSTREAM_BROKE_OFF);
            assertThat(reading.count()).isEqualTo(5);
        }
    }

    private void assertBreaksOff(String answer, int bytesBefore) throws Exception {
        try (RawUpstream server = new RawUpstream(peer -> {
                    peer.request();
                    peer.send(answer);
                });
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {
            Reading reading = Reading.of(exchange);

            assertThat(reading.broken().kind()).isEqualTo(FailureKind.UPSTREAM_BROKE_OFF);
            assertThat(reading.count()).isEqualTo(bytesBefore);
        }
    }

    @Test
    void aResetInTheBodyBreaksItOff() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        try (RawUpstream server = new RawUpstream(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
                    await(reading);
                    peer.reset();
                });
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {
            Reading body = Reading.of(exchange);
            reading.countDown();

            assertThat(body.broken()).isEqualTo(UpstreamFault.silent(FailureKind.UPSTREAM_BROKE_OFF));
        }
    }

    @Test
    void aReaderThatComesAfterTheBreakHearsOfIt() throws Exception {
        try (Hc5Upstream oneThread = new Hc5Upstream(new Hc5Config(1, 10, Duration.ofSeconds(30)), Opening.LOOPBACK);
                RawUpstream server = new RawUpstream(
                        peer -> {
                            peer.request();
                            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
                        },
                        peer -> {
                            peer.request();
                            peer.answer("other");
                            peer.awaitEnd();
                        });
                UpstreamExchange exchange = answered(oneThread, post(server.uri("/"), "{}"))) {
            exchanged(oneThread, by(post(server.uri("/"), "{}"), "another"));
            Reading reading = Reading.of(exchange);

            assertThat(reading.broken().kind()).isEqualTo(FailureKind.UPSTREAM_BROKE_OFF);
            assertThat(reading.count()).isEqualTo(5);
        }
    }

    @Test
    void closingEndsTheConnectionAtOnce() throws Exception {
        CompletableFuture<Long> seen = new CompletableFuture<>();
        try (RawUpstream server = new RawUpstream(peer -> stream(peer, seen))) {
            UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"));
            Reading reading = Reading.of(exchange);

            long closed = System.nanoTime();
            exchange.close();
            exchange.close();

            assertThat(seen.get(10, TimeUnit.SECONDS) - closed).isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
            assertThat(reading.isOver()).isFalse();
        }
    }

    private static void stream(Peer peer, CompletableFuture<Long> left) throws IOException {
        peer.request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\nsome");
        try {
            peer.awaitEnd();
        } finally {
            left.complete(System.nanoTime());
        }
    }

    @Test
    void closingAnUnreadAnswerEndsTheConnectionToo() throws Exception {
        CompletableFuture<Long> seen = new CompletableFuture<>();
        try (RawUpstream server = new RawUpstream(peer -> stream(peer, seen))) {
            answered(upstream, post(server.uri("/"), "{}")).close();

            assertThat(seen.get(10, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void theReaderMayCloseWithinItsOwnCall() throws Exception {
        CompletableFuture<Long> seen = new CompletableFuture<>();
        List<String> calls = new ArrayList<>();
        try (RawUpstream server = new RawUpstream(peer -> stream(peer, seen))) {
            UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"));
            exchange.read(new BodyReader() {
                @Override
                public void bytes(ByteBuffer chunk) {
                    calls.add("bytes");
                    exchange.close();
                }

                @Override
                public void end() {
                    calls.add("end");
                }

                @Override
                public void broke(UpstreamFault fault) {
                    calls.add("broke");
                }
            });

            seen.get(10, TimeUnit.SECONDS);
            assertThat(calls).containsExactly("bytes");
        }
    }

    @Test
    void aReaderThatThrowsEndsItsExchangeOnly() throws Exception {
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> reported.complete(bug));
        CompletableFuture<Long> seen = new CompletableFuture<>();
        CompletableFuture<UpstreamFault> told = new CompletableFuture<>();
        try (RawUpstream server = new RawUpstream(peer -> stream(peer, seen), peer -> {
            peer.request();
            peer.answer("fine");
        })) {
            UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"));
            exchange.read(new BodyReader() {
                @Override
                public void bytes(ByteBuffer chunk) {
                    throw new AssertionError("a reader that fails on purpose");
                }

                @Override
                public void end() {}

                @Override
                public void broke(UpstreamFault fault) {
                    told.complete(fault);
                }
            });

            assertThat(reported.get(10, TimeUnit.SECONDS)).hasMessageContaining("on purpose");
            assertThat(told.get(10, TimeUnit.SECONDS).kind()).isEqualTo(FailureKind.UPSTREAM_BROKE_OFF);
            assertThat(seen.get(10, TimeUnit.SECONDS)).isPositive();
            assertThat(exchanged(upstream, post(server.uri("/"), "{}"))).isEqualTo("fine");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(usual);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long settled(AtomicLong counter) throws InterruptedException {
        return settled(counter::get);
    }

    // What has not moved for half a second has stopped.
    private static long settled(java.util.function.LongSupplier counter) throws InterruptedException {
        long before = -1;
        long now = counter.getAsLong();
        while (now != before) {
            TimeUnit.MILLISECONDS.sleep(500);
            before = now;
            now = counter.getAsLong();
        }
        return now;
    }
}
