package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrelay.fake.MessageScript;
import org.llmrelay.fake.RealProxy;
import org.llmrelay.fake.ReceivedRequest;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Proxy.Kind;
import org.llmrelay.route.Proxy.Login;
import org.llmrelay.secret.Secret;

/** Accounts behind proxies from Debian, and upstreams that speak TLS. */
@ExtendWith(ArquillianExtension.class)
class ProxyIT {
    private static final MessageScript GREETING = MessageScript.greeting().withModel(Ask.MODEL);
    /** The timer comes once in it. */
    private static final Duration A_MINUTE = Duration.ofSeconds(80);

    private static final Login LOGIN = RealProxy.LOGIN;
    private static final Login STRANGER =
            new Login("relay", Secret.of(Planted.remember("a-password-that-is-wrong-0815")));

    static {
        Planted.remember(LOGIN.password().reveal());
    }

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private static RealProxy proxy(Kind kind, @Nullable Login login) {
        return RealProxy.start(kind, login, TrustBeforeServer.CERTIFICATE);
    }

    /** The upstream, spoken to over TLS. */
    private RealProxy tlsUpstream() {
        return RealProxy.tlsBefore(world.upstream().port(), TrustBeforeServer.CERTIFICATE);
    }

    private static URI base(RealProxy tls) {
        return URI.create("https://localhost:" + tls.proxy().port());
    }

    private static Map<String, Object> form(Proxy proxy) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("kind", proxy.kind().code());
        form.put("host", proxy.host());
        form.put("port", proxy.port());
        Login login = proxy.login();
        if (login != null) {
            form.put("username", login.user());
            form.put("password", login.password().reveal());
        }
        return form;
    }

    private Account through(Proxy proxy, int priority, URI base) {
        Account account = world.account(priority, base);
        world.admin().change(account, Json.write(Map.of("proxy", form(proxy))));
        return account;
    }

    private String cause(Account account) {
        return world.state(account).at("/cool_downs/0/cause").asText();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void streamsThroughAProxyOverOneTunnel(Kind kind) {
        try (RealProxy tls = tlsUpstream();
                RealProxy proxy = proxy(kind, LOGIN)) {
            Account account = through(proxy.proxy(), 50, base(tls));
            Key key = world.key();
            long before = world.upstream().connectionsAccepted();

            for (int i = 0; i < 5; i++) {
                Reply reply = RelayClient.send(Ask.stream().key(key)).isFine();
                assertThat(reply.body()).isEqualTo(Events.bytes(GREETING));
            }

            assertThat(world.exchangesOf(account)).hasSize(5);
            assertThat(world.upstream().connectionsAccepted() - before).isEqualTo(1);
            assertThat(world.upstream().requests()).allSatisfy(request -> assertThat(request.toString())
                    .doesNotContainIgnoringCase("proxy-authorization"));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aProxyThatDiesMakesCallsGoToAnotherAccountAndNeverDirectly(Kind kind) {
        try (RealProxy proxy = proxy(kind, null)) {
            Account first = through(proxy.proxy(), 1, world.upstream().baseUrl());
            Account second = world.account(2);
            Key key = world.key();
            RelayClient.send(Ask.stream().key(key)).isFine();
            assertThat(world.exchangesOf(first)).hasSize(1);

            proxy.kill();
            Reply reply = RelayClient.send(Ask.stream().key(key)).isFine();
            RelayClient.send(Ask.get("/v1/models").key(key)).isFine();

            assertThat(reply.body()).isEqualTo(Events.bytes(GREETING));
            assertThat(world.exchangesOf(first)).hasSize(1);
            assertThat(world.exchangesOf(second)).isNotEmpty();
            assertThat(cause(first)).isEqualTo("upstream-proxy-unreachable");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aWrongPasswordMakesCallsGoToAnotherAccountAndCallsForAttention(Kind kind) {
        try (RealProxy proxy = proxy(kind, LOGIN)) {
            Account first =
                    through(proxy.proxyWith(STRANGER), 1, world.upstream().baseUrl());
            Account second = world.account(2);
            Key key = world.key();
            // The first TLS of a server takes as long as its patience with a call, where the machine is busy.
            JsonNode unused = post("/proxies/test", Json.write(Map.of("proxy", form(proxy.proxyWith(STRANGER)))));

            RelayClient.send(Ask.stream().key(key)).isFine();

            assertThat(world.exchangesOf(first)).isEmpty();
            assertThat(world.exchangesOf(second)).hasSize(1);
            assertThat(cause(first)).isEqualTo("upstream-proxy-unauthorized");
            assertThat(world.state(first).path("needs_attention").asBoolean()).isTrue();
        }
    }

    @Test
    void whereNoOtherAccountIsTheCallerHearsOfTheProxyAndOfNoSecret() {
        try (RealProxy proxy = proxy(Kind.HTTP, LOGIN)) {
            through(proxy.proxyWith(STRANGER), 1, world.upstream().baseUrl());

            Reply reply = RelayClient.send(Ask.message().key(world.key()));

            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.text())
                    .contains("The proxy before the upstream does not let this relay in")
                    .doesNotContain(STRANGER.password().reveal());
            assertThat(world.upstream().exchanges()).isEmpty();
        }
    }

    @Test
    void aChangeOfANamedProxyChangesTheRouteOfItsAccounts() {
        try (RealProxy before = proxy(Kind.SOCKS5, LOGIN);
                RealProxy after = proxy(Kind.HTTP, LOGIN)) {
            Map<String, Object> form = form(before.proxy());
            form.put("name", "shared");
            String id = post("/proxies", Json.write(form)).path("id").asText();
            Account account = world.account();
            world.admin().change(account, Json.write(Map.of("proxy", Map.of("id", id))));
            Key key = world.key();
            RelayClient.send(Ask.stream().key(key)).isFine();
            assertThat(world.admin()
                            .send(Ask.get("/proxies/" + id).by("DELETE"))
                            .status())
                    .isEqualTo(409);

            world.admin()
                    .send(Ask.post("/proxies/" + id, Json.write(form(after.proxy())))
                            .by("PATCH"))
                    .isFine();
            before.kill();
            RelayClient.send(Ask.stream().key(key)).isFine();

            assertThat(world.exchangesOf(account)).hasSize(2);
            assertThat(world.upstream().connectionsAccepted()).isEqualTo(2);
            world.admin().deleteAllAccounts();
            assertThat(world.admin()
                            .send(Ask.get("/proxies/" + id).by("DELETE"))
                            .status())
                    .isEqualTo(204);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aTestOfARouteTellsItsLatencyAndTheAddressSeen(Kind kind) throws IOException {
        HttpServer echo = echo();
        try (RealProxy tls = tlsUpstream();
                RealProxy proxy = proxy(kind, LOGIN)) {
            Account account = through(proxy.proxy(), 50, base(tls));

            JsonNode good = post("/accounts/" + account.id() + "/proxy/test", "");
            JsonNode bad = post("/proxies/test", Json.write(Map.of("proxy", form(proxy.proxyWith(STRANGER)))));

            assertThat(good.path("ok").asBoolean()).as(good.toString()).isTrue();
            assertThat(good.path("target").asText()).isEqualTo(base(tls).getAuthority());
            assertThat(good.path("address_seen").asText()).isEqualTo("127.0.0.1");
            assertThat(bad.path("ok").asBoolean()).isFalse();
            assertThat(bad.path("fault").asText()).isEqualTo("upstream-proxy-unauthorized");
            assertThat(bad.path("detail").asText()).isNotEmpty();
            assertThat(bad.toString()).doesNotContain(STRANGER.password().reveal());
        } finally {
            echo.stop(0);
        }
    }

    private static HttpServer echo() throws IOException {
        URI url = URI.create(System.getenv("RELAY_ADDRESS_ECHO_URL"));
        HttpServer echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()), 0);
        echo.createContext(url.getPath(), exchange -> {
            byte[] address =
                    exchange.getRemoteAddress().getAddress().getHostAddress().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, address.length);
            exchange.getResponseBody().write(address);
            exchange.close();
        });
        echo.start();
        return echo;
    }

    @Test
    void checksOnTimeGoByTheWayOfTheirAccountAndNeverDirectly() {
        try (RealProxy good = proxy(Kind.HTTP, LOGIN);
                RealProxy dead = proxy(Kind.SOCKS5, null)) {
            dead.kill();
            Account reached = through(good.proxy(), 1, world.upstream().baseUrl());
            Account lost = through(dead.proxy(), 2, world.upstream().baseUrl());
            world.admin().change(reached, "{\"check_minutes\":1}");
            world.admin().change(lost, "{\"check_minutes\":1}");

            Patience.until(A_MINUTE, "both were checked", () -> Stream.of(reached, lost)
                    .noneMatch(account -> lastCheck(account).isNull()));

            assertThat(lastCheck(reached).path("result").asText()).isEqualTo("ok");
            assertThat(lastCheck(lost).path("result").asText()).isEqualTo("upstream-proxy-unreachable");
            assertThat(cause(lost)).isEqualTo("upstream-proxy-unreachable");
            assertThat(world.upstream().requests())
                    .extracting(ReceivedRequest::path, ReceivedRequest::credential)
                    .containsExactly(tuple("/v1/models", reached.credential()));
        }
    }

    private JsonNode lastCheck(Account account) {
        return world.state(account).path("last_check");
    }

    @Test
    void anUpstreamOfWhichTheAddressIsNotAllowedIsRefusedWhenItIsSaved() {
        Reply reply = world.admin().send(Ask.post("/accounts", """
                {"name": "inward", "kind": "anthropic", "fields": {"api_key": "sk", "base_url": "http://169.254.169.254"}}"""));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text()).contains("RELAY_ALLOWED_TARGETS");
    }

    private JsonNode post(String path, String json) {
        Reply reply = world.admin().send(Ask.post(path, json));
        assertThat(reply.status()).as(reply.text()).isIn(200, 201);
        return reply.json();
    }
}
