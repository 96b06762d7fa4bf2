package org.llmrelay.upstream.hc5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.llmrelay.upstream.hc5.Opening.answered;
import static org.llmrelay.upstream.hc5.Opening.by;
import static org.llmrelay.upstream.hc5.Opening.exchanged;
import static org.llmrelay.upstream.hc5.Opening.post;
import static org.llmrelay.upstream.hc5.Opening.unanswered;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.fake.RealProxy;
import org.llmrelay.fake.SelfSigned;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Proxy.Kind;
import org.llmrelay.route.Proxy.Login;
import org.llmrelay.route.Route;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.RouteTrial;
import org.llmrelay.upstream.UpstreamExchange;

/** Tunnels through proxies from Debian, to upstreams with TLS and without. */
@Timeout(60)
class Hc5ProxyTest {
    private static final SelfSigned SELF_SIGNED = SelfSigned.make();
    private static final int MOST = 48 * 1024 * 1024;
    private static final Login STRANGER = new Login("relay", Secret.of("wrong"));

    private final Hc5Upstream upstream =
            new Hc5Upstream(Hc5Config.forThisMachine(), Opening.LOOPBACK, Tls.trusting(SELF_SIGNED.keys()));

    @AfterEach
    void close() {
        upstream.close();
    }

    static Stream<Arguments> lanes() {
        return Stream.of(Kind.values()).flatMap(kind -> Stream.of(false, true)
                .flatMap(login -> Stream.of("http", "https").map(scheme -> Arguments.of(kind, login, scheme))));
    }

    private static RealProxy proxy(Kind kind, boolean login) {
        return RealProxy.start(kind, login ? RealProxy.LOGIN : null, SELF_SIGNED);
    }

    private static Route through(Proxy proxy) {
        return new Route("account", proxy);
    }

    private static RawUpstream server(String scheme, RawUpstream.Play play) {
        return scheme.equals("https") ? new RawUpstream("https", SELF_SIGNED.sockets(), play) : new RawUpstream(play);
    }

    private static void echo(Peer peer) throws IOException {
        while (true) {
            Peer.Request request = peer.request();
            assertThat(request.head())
                    .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("proxy-"));
            peer.answer(new String(request.body().array(), UTF_8));
        }
    }

    /** The proxies look names up themselves, and {@code localhost} may be an IPv6 address for them. */
    private static URI uri(RawUpstream server, String scheme) {
        URI uri = server.uri("/v1/messages?beta=true");
        return scheme.equals("https") ? uri : URI.create(uri.toString().replace("localhost", "127.0.0.1"));
    }

    @ParameterizedTest
    @MethodSource("lanes")
    void exchangesShareOneTunnel(Kind kind, boolean login, String scheme) throws Exception {
        try (RealProxy proxy = proxy(kind, login);
                RawUpstream server = server(scheme, Hc5ProxyTest::echo)) {
            String body = "x".repeat(300_000);

            for (int i = 0; i < 5; i++) {
                assertThat(exchanged(upstream, by(post(uri(server, scheme), body), through(proxy.proxy()))))
                        .isEqualTo(body);
            }

            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.troubles()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void largeStreamsKeepTheirBytesAndTheirBackPressure(Kind kind) throws Exception {
        byte[] block = new byte[16 * 1024];
        new Random(1).nextBytes(block);
        AtomicLong sent = new AtomicLong();
        try (RealProxy proxy = proxy(kind, false);
                RawUpstream server = server("https", peer -> {
                    peer.request();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + MOST + "\r\n\r\n");
                    while (sent.get() < MOST) {
                        peer.send(block);
                        sent.addAndGet(block.length);
                    }
                });
                UpstreamExchange exchange =
                        answered(upstream, by(post(uri(server, "https"), "{}"), through(proxy.proxy())))) {
            long before = settled(sent);
            assertThat(before).isLessThan(MOST / 2);

            byte[] whole = Reading.of(exchange).whole();

            assertThat(whole).hasSize(MOST);
            for (int at = 0; at < MOST; at += block.length) {
                assertThat(Arrays.equals(whole, at, at + block.length, block, 0, block.length))
                        .isTrue();
            }
        }
    }

    private static long settled(AtomicLong count) throws InterruptedException {
        long before = -1;
        while (before != count.get()) {
            before = count.get();
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return before;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aWrongPasswordIsTheProxysRefusalAndNothingGoesDirect(Kind kind) throws Exception {
        try (RealProxy proxy = proxy(kind, true);
                RawUpstream server = server("https", Hc5ProxyTest::echo)) {
            UpstreamFault wrong =
                    unanswered(upstream, by(post(uri(server, "https"), "{}"), through(proxy.proxyWith(STRANGER))));
            UpstreamFault missing =
                    unanswered(upstream, by(post(uri(server, "https"), "{}"), through(proxy.proxyWith(null))));

            assertThat(wrong).isEqualTo(UpstreamFault.silent(FailureKind.UPSTREAM_PROXY_UNAUTHORIZED));
            assertThat(missing).isEqualTo(UpstreamFault.silent(FailureKind.UPSTREAM_PROXY_UNAUTHORIZED));
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aTunnelOfOneAccountIsNoUseToAnother(Kind kind) throws Exception {
        try (RealProxy proxy = proxy(kind, true);
                RawUpstream server = server("https", Hc5ProxyTest::echo)) {
            exchanged(upstream, by(post(uri(server, "https"), "{}"), new Route("first", proxy.proxy())));

            UpstreamFault fault = unanswered(
                    upstream, by(post(uri(server, "https"), "{}"), new Route("second", proxy.proxyWith(STRANGER))));
            exchanged(upstream, by(post(uri(server, "https"), "{}"), new Route("third", proxy.proxy())));

            assertThat(fault.kind()).isEqualTo(FailureKind.UPSTREAM_PROXY_UNAUTHORIZED);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aProxyThatDiesIsAFaultAndNothingGoesDirect(Kind kind) throws Exception {
        try (RealProxy proxy = proxy(kind, false);
                RawUpstream server = server("https", Hc5ProxyTest::echo)) {
            Route route = through(proxy.proxy());
            exchanged(upstream, by(post(uri(server, "https"), "{}"), route));

            proxy.kill();
            // The kept tunnel may be noticed to be dead by the first of them, which says that it is worth another try.
            unanswered(upstream, by(post(uri(server, "https"), "{}"), route));
            UpstreamFault fault = unanswered(upstream, by(post(uri(server, "https"), "{}"), route));

            assertThat(fault).isEqualTo(UpstreamFault.silent(FailureKind.UPSTREAM_PROXY_UNREACHABLE));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anHttpsProxyMustShowACertificateThatIsTrusted() throws Exception {
        try (RealProxy proxy = proxy(Kind.HTTPS, true);
                RawUpstream server = server("https", Hc5ProxyTest::echo);
                Hc5Upstream trustsTheJvm = new Hc5Upstream(Hc5Config.forThisMachine(), Opening.LOOPBACK)) {
            UpstreamFault fault =
                    unanswered(trustsTheJvm, by(post(uri(server, "https"), "{}"), through(proxy.proxy())));

            assertThat(fault).isEqualTo(UpstreamFault.silent(FailureKind.UPSTREAM_PROXY_UNREACHABLE));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theUpstreamBehindAProxyMustShowACertificateForItsName(Kind kind) throws Exception {
        try (RealProxy proxy = proxy(kind, false);
                RawUpstream server = server("https", Hc5ProxyTest::echo)) {
            URI otherName = URI.create(server.uri("/").toString().replace("localhost", "127.0.0.1"));

            UpstreamFault fault = unanswered(upstream, by(post(otherName, "{}"), through(proxy.proxy())));

            assertThat(fault).isEqualTo(UpstreamFault.silent(FailureKind.UPSTREAM_UNREACHABLE));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anUpstreamThatTheProxyCannotReachIsTheProxysRefusal(Kind kind) throws Exception {
        URI nobody;
        try (RawUpstream gone = server("http", Hc5ProxyTest::echo)) {
            nobody = uri(gone, "http");
        }
        try (RealProxy proxy = proxy(kind, false)) {
            UpstreamFault fault = unanswered(upstream, by(post(nobody, "{}"), through(proxy.proxy())));

            assertThat(fault).isEqualTo(UpstreamFault.silent(FailureKind.UPSTREAM_PROXY_REFUSED));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aTrialTellsHowLongTheWayTakesOrWhatIsWrongWithIt(Kind kind) throws Exception {
        try (RealProxy proxy = proxy(kind, true);
                RawUpstream server = server("https", Hc5ProxyTest::echo)) {
            RouteTrial.Outcome good = trial(proxy.proxy(), server.uri("/"));
            RouteTrial.Outcome bad = trial(proxy.proxyWith(STRANGER), server.uri("/"));

            assertThat(good.fault()).isNull();
            assertThat(good.took()).isPositive().isLessThan(Duration.ofSeconds(10));
            assertThat(bad.fault()).isEqualTo(UpstreamFault.silent(FailureKind.UPSTREAM_PROXY_UNAUTHORIZED));
            assertThat(bad.detail())
                    .isNotEmpty()
                    .doesNotContain(STRANGER.password().reveal());
        }
    }

    private RouteTrial.Outcome trial(Proxy proxy, URI target) throws Exception {
        return upstream.tryOut(through(proxy), target, Duration.ofSeconds(10)).get(20, TimeUnit.SECONDS);
    }
}
