package org.llmrelay.upstream.hc5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmrelay.upstream.hc5.Opening.answered;
import static org.llmrelay.upstream.hc5.Opening.exchanged;
import static org.llmrelay.upstream.hc5.Opening.post;
import static org.llmrelay.upstream.hc5.Opening.unanswered;
import static org.llmrelay.upstream.hc5.Opening.with;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamExchange;

/** However an exchange ends, its place in the pool is free for the next: the pool has one place only. */
@Timeout(60)
class Hc5ReleaseTest {
    private static final int TIMES = 5;
    private static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(10), Duration.ofMillis(100));

    private final Hc5Upstream upstream = new Hc5Upstream(new Hc5Config(1, 1, Duration.ofSeconds(30)), Opening.LOOPBACK);

    @AfterEach
    void close() {
        upstream.close();
    }

    private static RawUpstream playingByPath() {
        return new RawUpstream(peer -> {
            while (true) {
                play(peer, peer.request().head().get(0).split(" ", -1)[1]);
            }
        });
    }

    private static void play(Peer peer, String path) throws IOException {
        switch (path) {
            case "/fine" -> peer.answer("fine");
            case "/cut" -> {
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
                peer.close();
            }
            case "/endless" -> {
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
                peer.awaitEnd();
            }
            case "/reset" -> peer.reset();
            default -> peer.awaitEnd();
        }
    }

    @Test
    void afterACompleteBody() throws Exception {
        assertFreed(server -> exchangeOf(server, "/fine"));
    }

    @Test
    void afterACloseBeforeTheBodyWasRead() throws Exception {
        assertFreed(server -> exchangeOf(server, "/endless").close());
    }

    @Test
    void afterACloseInTheBody() throws Exception {
        assertFreed(server -> {
            UpstreamExchange exchange = exchangeOf(server, "/endless");
            Reading.of(exchange);
            exchange.close();
        });
    }

    @Test
    void afterABreakInTheBody() throws Exception {
        assertFreed(server -> Reading.of(exchangeOf(server, "/cut")));
    }

    @Test
    void afterAnAnswerThatNeverCame() throws Exception {
        assertFreed(server -> assertThat(faultOf(server, "/reset")).isEqualTo(FailureKind.UPSTREAM_BROKE_OFF));
        assertFreed(server -> assertThat(faultOf(server, "/silence")).isEqualTo(FailureKind.UPSTREAM_TIMED_OUT));
    }

    @Test
    void afterACancelledRequest() throws Exception {
        assertFreed(server -> {
            CompletableFuture<Answer> answer = upstream.open(post(server.uri("/silence"), "{}"));
            assertThat(answer.cancel(true)).isTrue();
        });
    }

    @Test
    void whoeverClosesFirst() throws Exception {
        ExecutorService closer = Executors.newSingleThreadExecutor();
        try (RawUpstream server = playingByPath()) {
            for (int i = 0; i < 500; i++) {
                UpstreamExchange exchange = exchangeOf(server, "/fine");
                closer.execute(exchange::close);
                Reading.of(exchange);
            }

            assertThat(exchanged(upstream, post(server.uri("/fine"), "{}"))).isEqualTo("fine");
        } finally {
            closer.shutdown();
            assertThat(closer.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void assertFreed(Consumer<RawUpstream> exchange) throws Exception {
        try (RawUpstream server = playingByPath()) {
            for (int i = 0; i < TIMES; i++) {
                exchange.accept(server);
                assertThat(exchanged(upstream, post(server.uri("/fine"), "{}"))).isEqualTo("fine");
            }
        }
    }

    private UpstreamExchange exchangeOf(RawUpstream server, String path) {
        try {
            return answered(upstream, post(server.uri(path), "{}"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private FailureKind faultOf(RawUpstream server, String path) {
        try {
            return unanswered(upstream, with(post(server.uri(path), "{}"), SHORT))
                    .kind();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
