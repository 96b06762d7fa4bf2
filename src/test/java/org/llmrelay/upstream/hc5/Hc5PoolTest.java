package org.llmrelay.upstream.hc5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmrelay.upstream.hc5.Opening.answered;
import static org.llmrelay.upstream.hc5.Opening.by;
import static org.llmrelay.upstream.hc5.Opening.exchanged;
import static org.llmrelay.upstream.hc5.Opening.post;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.UpstreamExchange;

/** Which connection an exchange gets. */
@Timeout(60)
class Hc5PoolTest {
    private final Hc5Upstream upstream = new Hc5Upstream(Hc5Config.forThisMachine(), Opening.LOOPBACK);

    @AfterEach
    void close() {
        upstream.close();
    }

    private static RawUpstream answeringOn(String end) {
        return new RawUpstream(peer -> {
            while (true) {
                peer.request();
                peer.send("HTTP/1.1 200 OK\r\n" + end + "Content-Length: 4\r\n\r\nbody");
            }
        });
    }

    @Test
    void aCompleteExchangeLeavesItsConnectionToTheNext() throws Exception {
        try (RawUpstream server = answeringOn("")) {
            for (int i = 0; i < 20; i++) {
                exchanged(upstream, post(server.uri("/"), "{}"));
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void closingAfterTheEndKeepsTheConnection() throws Exception {
        try (RawUpstream server = answeringOn("")) {
            UpstreamExchange first = answered(upstream, post(server.uri("/"), "{}"));
            Reading.of(first).whole();
            UpstreamExchange second = answered(upstream, post(server.uri("/"), "{}"));
            first.close();

            assertThat(Reading.of(second).whole()).asString().isEqualTo("body");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anExchangeClosedBeforeItsEndGivesItsConnectionUp() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        try (RawUpstream server = new RawUpstream(
                peer -> {
                    try {
                        peer.request();
                        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
                        peer.awaitEnd();
                    } finally {
                        left.countDown();
                    }
                },
                peer -> {
                    peer.request();
                    peer.answer("new");
                })) {
            answered(upstream, post(server.uri("/"), "{}")).close();
            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(exchanged(upstream, post(server.uri("/"), "{}"))).isEqualTo("new");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void anUpstreamThatWantsToCloseIsNotAskedAgain() throws Exception {
        try (RawUpstream server = answeringOn("Connection: close\r\n")) {
            exchanged(upstream, post(server.uri("/"), "{}"));
            exchanged(upstream, post(server.uri("/"), "{}"));

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void routesShareNoConnections() throws Exception {
        try (RawUpstream server = answeringOn("")) {
            exchanged(upstream, by(post(server.uri("/"), "{}"), "one"));
            exchanged(upstream, by(post(server.uri("/"), "{}"), "two"));
            exchanged(upstream, by(post(server.uri("/"), "{}"), "one"));

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatTheUpstreamClosedWhileIdleIsReplacedUnnoticed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawUpstream server = new RawUpstream(
                peer -> {
                    peer.request();
                    peer.answer("first");
                    peer.close();
                    closed.countDown();
                },
                peer -> {
                    peer.request();
                    peer.answer("second");
                })) {
            exchanged(upstream, post(server.uri("/"), "{}"));
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            TimeUnit.MILLISECONDS.sleep(600);

            assertThat(exchanged(upstream, post(server.uri("/"), "{}"))).isEqualTo("second");
        }
    }

    @Test
    void anIdleConnectionIsClosedInTime() throws Exception {
        CompletableFuture<Long> left = new CompletableFuture<>();
        Hc5Config impatient = new Hc5Config(1, 10, Duration.ofMillis(100));
        try (Hc5Upstream client = new Hc5Upstream(impatient, Opening.LOOPBACK);
                RawUpstream server = new RawUpstream(peer -> {
                    peer.request();
                    peer.answer("only");
                    peer.awaitEnd();
                    left.complete(System.nanoTime());
                })) {
            exchanged(client, post(server.uri("/"), "{}"));

            assertThat(left.get(10, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void anIdleConnectionIsNotUsedForLongerThanTheUpstreamSays() throws Exception {
        try (RawUpstream server = answeringOn("Keep-Alive: timeout=1\r\n")) {
            exchanged(upstream, post(server.uri("/"), "{}"));
            Thread.sleep(900);
            exchanged(upstream, post(server.uri("/"), "{}"));

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatWaitedIsLookedAtAndUsedAgain() throws Exception {
        try (RawUpstream server = answeringOn("")) {
            exchanged(upstream, post(server.uri("/"), "{}"));
            Thread.sleep(700);
            exchanged(upstream, post(server.uri("/"), "{}"));

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void holdsNoMoreConnectionsThanItMayAndMakesOthersWait() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (RawUpstream server = new RawUpstream(peer -> {
                    while (true) {
                        peer.request();
                        awaitAll(go);
                        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody");
                    }
                });
                Hc5Upstream narrow = new Hc5Upstream(new Hc5Config(1, 2, Duration.ofSeconds(30)), Opening.LOOPBACK)) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                answers.add(narrow.open(post(server.uri("/" + i), "{}")).toCompletableFuture());
            }
            go.countDown();

            for (CompletableFuture<Answer> answer : answers) {
                Answer.Answered answered = (Answer.Answered) answer.get(30, TimeUnit.SECONDS);
                assertThat(Reading.of(answered.exchange()).whole()).asString().isEqualTo("body");
            }
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void fiveHundredStreamsRunAtOnce() throws Exception {
        int streams = 500;
        CountDownLatch allOpen = new CountDownLatch(streams);
        try (RawUpstream server = new RawUpstream(peer -> {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
            allOpen.countDown();
            awaitAll(allOpen);
            peer.send("4\r\nlast\r\n0\r\n\r\n");
            peer.awaitEnd();
        })) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                answers.add(upstream.open(post(server.uri("/" + i), "{}")).toCompletableFuture());
            }
            List<Reading> readings = new ArrayList<>();
            for (CompletableFuture<Answer> answer : answers) {
                Answer.Answered answered = (Answer.Answered) answer.get(30, TimeUnit.SECONDS);
                readings.add(Reading.of(answered.exchange()));
            }

            for (Reading reading : readings) {
                assertThat(reading.whole()).asString().isEqualTo("firstlast");
            }
            assertThat(server.troubles()).isEmpty();
        }
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
