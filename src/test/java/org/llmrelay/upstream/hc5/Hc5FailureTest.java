package org.llmrelay.upstream.hc5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmrelay.upstream.hc5.Opening.answered;
import static org.llmrelay.upstream.hc5.Opening.exchanged;
import static org.llmrelay.upstream.hc5.Opening.post;
import static org.llmrelay.upstream.hc5.Opening.unanswered;
import static org.llmrelay.upstream.hc5.Opening.with;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.failure.UpstreamFault.Reach;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamExchange;

/** What is told when no answer comes. */
@Timeout(60)
class Hc5FailureTest {
    private static final UpstreamFault UNREACHABLE = UpstreamFault.silent(FailureKind.UPSTREAM_UNREACHABLE);
    private static final UpstreamFault TIMED_OUT = UpstreamFault.silent(FailureKind.UPSTREAM_TIMED_OUT);
    private static final UpstreamFault BROKE_OFF = UpstreamFault.silent(FailureKind.UPSTREAM_BROKE_OFF);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Hc5Upstream upstream = new Hc5Upstream(Hc5Config.forThisMachine(), Opening.LOOPBACK);

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void aRefusedPortIsUnreachable() throws Exception {
        URI nobody;
        try (RawUpstream gone = new RawUpstream(Peer::request)) {
            nobody = gone.uri("/");
        }

        assertThat(unanswered(upstream, post(nobody, "{}"))).isEqualTo(UNREACHABLE);
    }

    @Test
    void anUnknownNameIsUnreachable() throws Exception {
        assertThat(unanswered(upstream, post(URI.create("http://nobody.invalid/"), "{}")))
                .isEqualTo(UNREACHABLE);
    }

    @Test
    void aUriThatIsNotHttpIsUnreachable() throws Exception {
        assertThat(unanswered(upstream, post(URI.create("ftp://localhost/"), "{}")))
                .isEqualTo(UNREACHABLE);
        assertThat(unanswered(upstream, post(URI.create("mailto:someone"), "{}")))
                .isEqualTo(UNREACHABLE);
    }

    @Test
    void aPortThatDoesNotSpeakTlsIsUnreachable() throws Exception {
        try (RawUpstream server = new RawUpstream(peer -> peer.send("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            URI tls = URI.create("https" + server.uri("/").toString().substring(4));

            assertThat(unanswered(upstream, post(tls, "{}"))).isEqualTo(UNREACHABLE);
        }
    }

    @Test
    void aConnectionThatDoesNotStandInTimeTimesOut() throws Exception {
        // The kernel drops attempts to connect once the backlog is full.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            URI uri = URI.create("http://localhost:" + full.getLocalPort() + "/");

            long start = System.nanoTime();
            UpstreamFault fault = unanswered(upstream, with(post(uri, "{}"), new Timeouts(SHORT, LONG)));

            assertThat(fault).isEqualTo(TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.plusSeconds(1));
        }
    }

    @Test
    void aTlsHandshakeThatDoesNotEndInTimeTimesOut() throws Exception {
        try (RawUpstream server = new RawUpstream(Peer::awaitEnd)) {
            URI tls = URI.create("https" + server.uri("/").toString().substring(4));

            assertThat(unanswered(upstream, with(post(tls, "{}"), new Timeouts(SHORT, LONG))))
                    .isEqualTo(TIMED_OUT);
        }
    }

    @Test
    void anAnswerThatDoesNotBeginInTimeTimesOut() throws Exception {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        try (RawUpstream server = new RawUpstream(peer -> {
            try {
                peer.request();
                peer.awaitEnd();
            } finally {
                left.complete(true);
            }
        })) {
            long start = System.nanoTime();
            UpstreamFault fault = unanswered(upstream, with(post(server.uri("/"), "{}"), new Timeouts(LONG, SHORT)));

            assertThat(fault).isEqualTo(TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.plusSeconds(1));
            assertThat(left.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aBodyMayBeSilentForLongerThanTheFirstByteMayTake() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        try (RawUpstream server = new RawUpstream(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nwait");
                    // Three times the time-out, and its clock ticks four times a second.
                    sleep(SHORT.multipliedBy(3));
                    peer.send("more");
                });
                UpstreamExchange exchange =
                        answered(upstream, with(post(server.uri("/"), "{}"), new Timeouts(LONG, SHORT)))) {
            goOn.countDown();

            assertThat(Reading.of(exchange).whole()).asString().isEqualTo("waitmore");
        }
    }

    @Test
    void aConnectionClosedBeforeTheHeadBrokeOff() throws Exception {
        try (RawUpstream server = new RawUpstream(Peer::request)) {
            assertThat(unanswered(upstream, post(server.uri("/"), "{}"))).isEqualTo(BROKE_OFF);
        }
    }

    @Test
    void aResetBeforeTheHeadBrokeOff() throws Exception {
        try (RawUpstream server = new RawUpstream(peer -> {
            peer.request();
            peer.reset();
        })) {
            assertThat(unanswered(upstream, post(server.uri("/"), "{}"))).isEqualTo(BROKE_OFF);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "H",
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 0",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r"
            })
    void aHeadCutInTheMiddleBrokeOff(String beginning) throws Exception {
        try (RawUpstream server = new RawUpstream(peer -> {
            peer.request();
            peer.send(beginning);
        })) {
            assertThat(unanswered(upstream, post(server.uri("/"), "{}"))).isEqualTo(BROKE_OFF);
        }
    }

    @Test
    void whatIsNotHttpBrokeOff() throws Exception {
        try (RawUpstream server = new RawUpstream(peer -> {
            peer.request();
            peer.send("SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n");
        })) {
            assertThat(unanswered(upstream, post(server.uri("/"), "{}"))).isEqualTo(BROKE_OFF);
        }
    }

    @Test
    void anEndlessHeadBrokeOff() throws Exception {
        try (RawUpstream server = new RawUpstream(peer -> {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\n");
            for (int i = 0; i < 100_000; i++) {
                peer.send("X-Field: " + "v".repeat(100) + "\r\n");
            }
        })) {
            assertThat(unanswered(upstream, post(server.uri("/"), "{}"))).isEqualTo(BROKE_OFF);
        }
    }

    @Test
    void anAnswerBeforeTheWholeRequestIsHandedOverAndTheConnectionNotUsedAgain() throws Exception {
        try (RawUpstream server = new RawUpstream(peer -> {
            peer.head();
            peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
            peer.awaitEnd();
        })) {
            String large = "x".repeat(32 * 1024 * 1024);
            try (UpstreamExchange exchange = answered(upstream, post(server.uri("/"), large))) {
                assertThat(exchange.status()).isEqualTo(413);
                assertThat(Reading.of(exchange).whole()).asString().isEqualTo("big");
            }

            try (UpstreamExchange second = answered(upstream, post(server.uri("/"), large))) {
                assertThat(second.status()).isEqualTo(413);
            }
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aRefusalIsHeardThoughTheUpstreamClosedOnTheRestOfTheRequest() throws Exception {
        try (RawUpstream server = new RawUpstream(peer -> {
            peer.head();
            peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\n").send("big");
        })) {
            String large = "x".repeat(8 * 1024 * 1024);
            for (int i = 0; i < 200; i++) {
                try (UpstreamExchange exchange = answered(upstream, post(server.uri("/"), large))) {
                    assertThat(exchange.status()).isEqualTo(413);
                    assertThat(Reading.of(exchange).whole()).asString().isEqualTo("big");
                }
            }
        }
    }

    @Test
    void cancellingBeforeTheHeadClosesTheConnectionAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Long> left = new CompletableFuture<>();
        try (RawUpstream server = new RawUpstream(peer -> {
            peer.request();
            asked.countDown();
            try {
                peer.awaitEnd();
            } finally {
                left.complete(System.nanoTime());
            }
        })) {
            CompletableFuture<Answer> answer =
                    upstream.open(post(server.uri("/"), "{}")).toCompletableFuture();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

            long cancelled = System.nanoTime();
            answer.cancel(true);

            assertThat(left.get(10, TimeUnit.SECONDS) - cancelled).isLessThan(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    @Test
    void closingTheClientEndsAllThatIsUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        try (RawUpstream server = new RawUpstream(
                        peer -> {
                            peer.request();
                            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
                            asked.countDown();
                            peer.awaitEnd();
                        },
                        peer -> {
                            peer.request();
                            asked.countDown();
                            peer.awaitEnd();
                        });
                ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            Reading streaming = Reading.of(answered(upstream, post(server.uri("/"), "{}")));
            CompletableFuture<Answer> waiting =
                    upstream.open(post(server.uri("/"), "{}")).toCompletableFuture();
            CompletableFuture<Answer> connecting = upstream.open(
                            post(URI.create("http://localhost:" + full.getLocalPort() + "/"), "{}"))
                    .toCompletableFuture();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

            long start = System.nanoTime();
            upstream.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(streaming.broken()).isEqualTo(BROKE_OFF);
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(new Answer.Unanswered(BROKE_OFF));
            assertThat(connecting.get(10, TimeUnit.SECONDS)).isInstanceOf(Answer.Unanswered.class);
            assertThat(unanswered(upstream, post(server.uri("/"), "{}"))).isEqualTo(UNREACHABLE);
        }
    }

    @Test
    void aClosedKeptConnectionIsNoFaultOfTheAccount() throws Exception {
        // The upstream reads the second request and closes, as if its idle time had run out while the request was on
        // its way.
        try (RawUpstream server = new RawUpstream(peer -> {
            peer.request();
            peer.answer("first");
            peer.request();
        })) {
            exchanged(upstream, post(server.uri("/"), "{}"));

            UpstreamFault fault = unanswered(upstream, post(server.uri("/"), "{}"));

            assertThat(fault).isEqualTo(new UpstreamFault(FailureKind.UPSTREAM_BROKE_OFF, Reach.REQUEST, 0, null));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aKeptConnectionThatClosesInItsAnswerBrokeOff() throws Exception {
        try (RawUpstream server = new RawUpstream(peer -> {
            peer.request();
            peer.answer("first");
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\nContent");
        })) {
            exchanged(upstream, post(server.uri("/"), "{}"));

            assertThat(unanswered(upstream, post(server.uri("/"), "{}"))).isEqualTo(BROKE_OFF);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
