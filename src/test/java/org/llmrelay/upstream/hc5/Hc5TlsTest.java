package org.llmrelay.upstream.hc5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmrelay.upstream.hc5.Opening.answered;
import static org.llmrelay.upstream.hc5.Opening.exchanged;
import static org.llmrelay.upstream.hc5.Opening.post;
import static org.llmrelay.upstream.hc5.Opening.unanswered;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.fake.SelfSigned;
import org.llmrelay.upstream.UpstreamExchange;

/** The same over TLS. */
@Timeout(60)
class Hc5TlsTest {
    private static final SelfSigned SELF_SIGNED = SelfSigned.make();
    private static final int MEGABYTE = 1024 * 1024;

    private final Hc5Upstream upstream =
            new Hc5Upstream(Hc5Config.forThisMachine(), Opening.LOOPBACK, Tls.trusting(SELF_SIGNED.keys()));

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void exchangesGoOverOneConnection() throws Exception {
        try (RawUpstream server = new RawUpstream("https", SELF_SIGNED.sockets(), peer -> {
            while (true) {
                peer.answer(new String(peer.request().body().array(), java.nio.charset.StandardCharsets.UTF_8));
            }
        })) {
            String body = "x".repeat(100_000);
            for (int i = 0; i < 5; i++) {
                assertThat(exchanged(upstream, post(server.uri("/"), body))).isEqualTo(body);
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aReaderWithoutCreditStopsTheUpstream() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (RawUpstream server = new RawUpstream("https", SELF_SIGNED.sockets(), peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + 20 * MEGABYTE + "\r\n\r\n");
                    while (sent.get() < 20 * MEGABYTE) {
                        peer.send(new byte[16 * 1024]);
                        sent.addAndGet(16 * 1024);
                    }
                });
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {
            Reading reading = Reading.withoutCredit(exchange);
            long before = -1;
            while (before != sent.get()) {
                before = sent.get();
                TimeUnit.MILLISECONDS.sleep(500);
            }

            assertThat(before).isLessThan(8 * MEGABYTE);
            assertThat(reading.count()).isLessThan(Window.SIZE + 64 * 1024);
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
    void closingEndsTheConnectionAtOnce() throws Exception {
        CompletableFuture<Long> seen = new CompletableFuture<>();
        try (RawUpstream server = new RawUpstream("https", SELF_SIGNED.sockets(), peer -> {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
            try {
                peer.awaitEnd();
            } finally {
                seen.complete(System.nanoTime());
            }
        })) {
            UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"));
            Reading.of(exchange);

            long closed = System.nanoTime();
            exchange.close();

            assertThat(seen.get(10, TimeUnit.SECONDS) - closed).isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    @Test
    void aCutBodyBreaksOff() throws Exception {
        try (RawUpstream server = new RawUpstream("https", SELF_SIGNED.sockets(), peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n");
                });
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {
            Reading reading = Reading.of(exchange);

            assertThat(reading.broken().kind()).isEqualTo(FailureKind.UPSTREAM_BROKE_OFF);
            assertThat(reading.count()).isEqualTo(5);
        }
    }

    @Test
    void aCertificateOfNobodyKnownIsRefused() throws Exception {
        try (RawUpstream server = new RawUpstream("https", SELF_SIGNED.sockets(), Peer::request);
                Hc5Upstream trustsTheJvm = new Hc5Upstream(Hc5Config.forThisMachine(), Opening.LOOPBACK)) {
            assertThat(unanswered(trustsTheJvm, post(server.uri("/"), "{}")))
                    .isEqualTo(UpstreamFault.silent(FailureKind.UPSTREAM_UNREACHABLE));
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        try (RawUpstream server = new RawUpstream("https", SELF_SIGNED.sockets(), Peer::request)) {
            URI otherName = URI.create(server.uri("/").toString().replace("localhost", "127.0.0.1"));

            assertThat(unanswered(upstream, post(otherName, "{}")))
                    .isEqualTo(UpstreamFault.silent(FailureKind.UPSTREAM_UNREACHABLE));
        }
    }
}
