package org.llmrelay.upstream.hc5;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.llmrelay.upstream.hc5.Opening.answered;
import static org.llmrelay.upstream.hc5.Opening.by;
import static org.llmrelay.upstream.hc5.Opening.exchanged;
import static org.llmrelay.upstream.hc5.Opening.post;
import static org.llmrelay.upstream.hc5.Opening.unanswered;
import static org.llmrelay.upstream.hc5.Opening.with;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Proxy.Kind;
import org.llmrelay.route.Proxy.Login;
import org.llmrelay.route.Route;
import org.llmrelay.route.Targets;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.RouteTrial;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamExchange;

/** Which way requests go, with proxies whose every byte the test writes. */
@Timeout(60)
class Hc5RouteTest {
    private static final Duration KEPT = Duration.ofSeconds(6);
    private static final URI UPSTREAM = URI.create("http://upstream.invalid/v1/messages");

    private final Hc5Upstream upstream = new Hc5Upstream(new Hc5Config(2, 100, KEPT), Opening.LOOPBACK);

    @AfterEach
    void close() {
        upstream.close();
    }

    private static Proxy proxy(Kind kind, RawUpstream server, @Nullable Login login) {
        return new Proxy(kind, "localhost", server.uri("/").getPort(), login);
    }

    private static Login login(String user) {
        return new Login(user, Secret.of("pass:wörd of " + user));
    }

    /** A proxy that is the upstream as well, once it has opened the way. */
    private static RawUpstream connectProxy(Queue<List<String>> heads, AtomicInteger open) {
        return new RawUpstream(peer -> {
            open.incrementAndGet();
            try {
                heads.add(peer.head());
                peer.send("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n");
                while (true) {
                    peer.answer(String.join("\n", peer.request().head()));
                }
            } finally {
                open.decrementAndGet();
            }
        });
    }

    @Test
    void theLoginGoesToTheProxyAndNotFurther() throws Exception {
        Queue<List<String>> heads = new ConcurrentLinkedQueue<>();
        try (RawUpstream proxy = connectProxy(heads, new AtomicInteger())) {
            String seen =
                    exchanged(upstream, by(post(UPSTREAM, "{}"), new Route("a", proxy(Kind.HTTP, proxy, login("me")))));

            String pair = Base64.getEncoder().encodeToString("me:pass:wörd of me".getBytes(UTF_8));
            assertThat(heads)
                    .containsExactly(List.of(
                            "CONNECT upstream.invalid:80 HTTP/1.1",
                            "Host: upstream.invalid:80",
                            "Proxy-Authorization: Basic " + pair));
            assertThat(seen).startsWith("POST /v1/messages HTTP/1.1").doesNotContainIgnoringCase("proxy");
        }
    }

    @Test
    void namesOfUpstreamsGoToASocksProxyAsTheyAre() throws Exception {
        CompletableFuture<String> request = new CompletableFuture<>();
        try (RawUpstream proxy = new RawUpstream(peer -> {
            peer.bytes(3);
            peer.send("\5\0");
            request.complete(new String(peer.bytes(4 + 1 + "upstream.invalid".length() + 2), ISO_8859_1));
            peer.send("\5\0\0\3\4abcd\0\0");
            peer.request();
            peer.answer("from afar");
            peer.awaitEnd();
        })) {
            String seen =
                    exchanged(upstream, by(post(UPSTREAM, "{}"), new Route("a", proxy(Kind.SOCKS5, proxy, null))));

            assertThat(seen).isEqualTo("from afar");
            assertThat(request.get()).isEqualTo("\5\1\0\3\20upstream.invalid\0\120");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 407 Proxy Authentication Required, UPSTREAM_PROXY_UNAUTHORIZED",
        "HTTP/1.0 401 Unauthorized, UPSTREAM_PROXY_UNAUTHORIZED",
        "HTTP/1.1 403 Forbidden, UPSTREAM_PROXY_REFUSED",
        "HTTP/1.1 502 Bad Gateway, UPSTREAM_PROXY_REFUSED",
        "HTTP/1.1 302 Found, UPSTREAM_PROXY_REFUSED",
        "SSH-2.0-OpenSSH_9.2, UPSTREAM_PROXY_REFUSED"
    })
    void whatAProxyAnswersToConnectIsNeverTheUpstreamsAnswer(String statusLine, FailureKind kind) throws Exception {
        try (RawUpstream proxy = new RawUpstream(peer -> {
            peer.head();
            peer.send(statusLine + "\r\nContent-Length: 0\r\n\r\n");
            peer.awaitEnd();
        })) {
            UpstreamFault fault =
                    unanswered(upstream, by(post(UPSTREAM, "{}"), new Route("a", proxy(Kind.HTTP, proxy, null))));

            assertThat(fault).isEqualTo(UpstreamFault.silent(kind));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP", "SOCKS5", "HTTPS"})
    void aProxyThatHangsUpIsAFault(Kind kind) throws Exception {
        try (RawUpstream proxy = new RawUpstream(peer -> {})) {
            UpstreamFault fault =
                    unanswered(upstream, by(post(UPSTREAM, "{}"), new Route("a", proxy(kind, proxy, null))));

            assertThat(fault).isEqualTo(UpstreamFault.silent(FailureKind.UPSTREAM_PROXY_UNREACHABLE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP", "SOCKS5", "HTTPS"})
    void aProxyThatSaysNothingIsAFaultInTimeAndItsConnectionEnds(Kind kind) throws Exception {
        CompletableFuture<Void> left = new CompletableFuture<>();
        Timeouts impatient = new Timeouts(Duration.ofMillis(700), Duration.ofSeconds(20));
        try (RawUpstream proxy = new RawUpstream(peer -> {
            try {
                peer.awaitEnd();
            } finally {
                left.complete(null);
            }
        })) {
            UpstreamFault fault = unanswered(
                    upstream, with(by(post(UPSTREAM, "{}"), new Route("a", proxy(kind, proxy, null))), impatient));

            assertThat(fault).isEqualTo(UpstreamFault.silent(FailureKind.UPSTREAM_PROXY_UNREACHABLE));
            left.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aNewWayTakesNewCallsWhileOldCallsEndOnTheOldOne() throws Exception {
        AtomicInteger openBefore = new AtomicInteger();
        AtomicInteger openAfter = new AtomicInteger();
        CompletableFuture<Void> go = new CompletableFuture<>();
        try (RawUpstream before = new RawUpstream(peer -> {
                    openBefore.incrementAndGet();
                    peer.head();
                    peer.send("HTTP/1.1 200 OK\r\n\r\n");
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nold ");
                    go.join();
                    peer.send("call");
                    try {
                        peer.awaitEnd();
                    } finally {
                        openBefore.decrementAndGet();
                    }
                });
                RawUpstream after = connectProxy(new ConcurrentLinkedQueue<>(), openAfter)) {
            Route old = new Route("a", proxy(Kind.HTTP, before, null));
            Route changed = new Route("a", proxy(Kind.HTTP, after, null));
            UpstreamExchange running = answered(upstream, by(post(UPSTREAM, "{}"), old));

            exchanged(upstream, by(post(UPSTREAM, "{}"), changed));
            assertThat(openBefore).hasValue(1);
            go.complete(null);

            assertThat(new String(Reading.of(running).whole(), UTF_8)).isEqualTo("old call");
            awaitZero(openBefore);
            assertThat(openAfter).hasValue(1);
        }
    }

    @Test
    void aHundredChangesLeaveNeitherSocketsNorThreadsBehind() throws Exception {
        AtomicInteger open = new AtomicInteger();
        try (RawUpstream proxy = connectProxy(new ConcurrentLinkedQueue<>(), open)) {
            exchanged(upstream, by(post(UPSTREAM, "{}"), new Route("a", proxy(Kind.HTTP, proxy, login("first")))));
            long threads = clientThreads();

            for (int i = 0; i < 100; i++) {
                Route changed = new Route("a", proxy(Kind.HTTP, proxy, login("user" + i)));
                exchanged(upstream, by(post(UPSTREAM, "{}"), changed));
                exchanged(upstream, by(post(UPSTREAM, "{}"), changed));
            }

            assertThat(proxy.connections()).isEqualTo(101);
            await(() -> open.get() == 1);
            assertThat(clientThreads()).isLessThanOrEqualTo(threads + 8);
        }
    }

    @Test
    void poolsThatNobodyUsesEnd() throws Exception {
        AtomicInteger open = new AtomicInteger();
        try (RawUpstream proxy = connectProxy(new ConcurrentLinkedQueue<>(), open);
                Hc5Upstream forgetful =
                        new Hc5Upstream(new Hc5Config(1, 10, Duration.ofMillis(600)), Opening.LOOPBACK)) {
            for (int i = 0; i < 20; i++) {
                exchanged(forgetful, by(post(UPSTREAM, "{}"), new Route("owner" + i, proxy(Kind.HTTP, proxy, null))));
            }

            awaitZero(open);
            await(() -> forgetful.pools() == 0);
        }
    }

    private static long clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("upstream-"))
                .count();
    }

    private static void awaitZero(AtomicInteger count) throws InterruptedException {
        await(() -> count.get() == 0);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void addressesThatAreNotAllowedAreNotDialled(String host) throws Exception {
        try (RawUpstream server = new RawUpstream(Peer::request);
                Hc5Upstream careful = new Hc5Upstream(Hc5Config.forThisMachine(), Targets.publicOnly())) {
            URI uri = URI.create(server.uri("/").toString().replace("localhost", host));

            UpstreamFault fault = unanswered(careful, post(uri, "{}"));
            RouteTrial.Outcome trial = careful.tryOut(Route.direct("a"), uri, Duration.ofSeconds(5))
                    .get(10, TimeUnit.SECONDS);

            assertThat(fault).isEqualTo(UpstreamFault.silent(FailureKind.UPSTREAM_TARGET_REFUSED));
            assertThat(trial.fault()).isEqualTo(fault);
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "169.254.169.254", "2130706433"})
    void noProxyIsAskedForAddressesThatAreNotAllowed(String host) throws Exception {
        try (RawUpstream proxy = new RawUpstream(Peer::head);
                Hc5Upstream careful = new Hc5Upstream(Hc5Config.forThisMachine(), Targets.publicOnly())) {
            URI uri = URI.create("http://" + host + "/");

            UpstreamFault fault =
                    unanswered(careful, by(post(uri, "{}"), new Route("a", proxy(Kind.HTTP, proxy, null))));

            assertThat(fault)
                    .isEqualTo(UpstreamFault.silent(
                            uri.getHost() == null
                                    ? FailureKind.UPSTREAM_UNREACHABLE
                                    : FailureKind.UPSTREAM_TARGET_REFUSED));
            assertThat(proxy.connections()).isZero();
        }
    }

    @Test
    void aRedirectIsTheAnswerAndNotFollowed() throws Exception {
        try (RawUpstream server = new RawUpstream(peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 307 Temporary Redirect\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
                    peer.awaitEnd();
                });
                UpstreamExchange exchange = answered(upstream, post(server.uri("/"), "{}"))) {
            assertThat(exchange.status()).isEqualTo(307);
            assertThat(exchange.headers().first("Location")).contains("/other");
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
