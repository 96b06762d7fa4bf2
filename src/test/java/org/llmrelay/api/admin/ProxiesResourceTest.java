package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Proxy.Kind;
import org.llmrelay.route.Proxy.Login;
import org.llmrelay.route.Route;
import org.llmrelay.secret.Secret;
import org.llmrelay.signin.Role;

class ProxiesResourceTest {
    private static final String ONE = """
            {"name": "One", "kind": "socks5", "host": "10.0.0.1", "port": 1080, "username": "me", "password": "hunter2"}""";
    private static final Proxy PROXY = new Proxy(Kind.SOCKS5, "10.0.0.1", 1080, new Login("me", Secret.of("hunter2")));

    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    private String create(String json) {
        AdminWorld.Reply reply = operator.post("/proxies", json);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").asText();
    }

    private String account(String proxy) {
        AdminWorld.Reply reply = operator.post("/accounts", """
                {"name": "A", "kind": "fake", "proxy": %s,
                 "fields": {"api_key": "sk", "base_url": "https://one.example/api"}}""".formatted(proxy));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.text()).doesNotContain("hunter");
        return reply.json().get("id").asText();
    }

    private Route routeOf(String account) {
        return world.accounts.find(account).orElseThrow().route();
    }

    @Test
    void createsAProxyAndHidesItsPassword() {
        AdminWorld.Reply reply = operator.post("/proxies", ONE);

        String id = reply.json().get("id").asText();
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).isEqualTo("/admin/api/v1/proxies/" + id);
        assertThat(reply.text()).doesNotContain("hunter2").contains("\"password\":{\"set\":true}");
        assertThat(world.proxies.find(id).orElseThrow().proxy()).isEqualTo(PROXY);
        assertThat(operator.get("/proxies").json().get("total").asInt()).isEqualTo(1);
        assertThat(operator.get("/proxies/" + id).text()).doesNotContain("hunter2");
    }

    @Test
    void tellsAllMistakesTogether() {
        assertThat(operator.post("/proxies", """
                {"name": "", "kind": "ftp", "host": "http://x:1", "port": 0, "password": "hunter2", "url": "x"}""").errors())
                .containsExactlyInAnyOrder(
                        "name: must be a text that is not blank",
                        "kind: must be one of http, https, socks5",
                        "host: must be a host name or an address, without a port",
                        "port: must be a whole number from 1 to 65535",
                        "password: needs a username",
                        "url: is not known here");
        assertThat(operator.post("/proxies", "{\"name\":\"a\",\"kind\":\"http\",\"host\":\"h\",\"username\":\"a:b\"}")
                        .errors())
                .containsExactlyInAnyOrder(
                        "port: is required", "username: must not hold a colon", "password: is required");
    }

    @Test
    void changesWhatIsGivenAndKeepsTheRest() {
        String id = create(ONE);

        AdminWorld.Reply moved = operator.patch("/proxies/" + id, "{\"host\": \"proxy.example\"}");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(world.proxies.find(id).orElseThrow().proxy())
                .isEqualTo(new Proxy(Kind.SOCKS5, "proxy.example", 1080, PROXY.login()));

        operator.patch("/proxies/" + id, "{\"username\": null}");
        assertThat(world.proxies.find(id).orElseThrow().proxy().login()).isNull();
    }

    @Test
    void twoProxiesCannotHaveOneName() {
        create(ONE);

        assertThat(operator.post("/proxies", ONE.replace("One", "ONE")).status())
                .isEqualTo(409);
    }

    @Test
    void listsWhoUsesItAndIsNotDeletedBefore() {
        String id = create(ONE);
        String account = account("{\"id\": \"" + id + "\"}");

        assertThat(operator.get("/proxies/" + id).json().at("/accounts/0/id").asText())
                .isEqualTo(account);
        assertThat(operator.delete("/proxies/" + id).status()).isEqualTo(409);

        operator.delete("/accounts/" + account);
        assertThat(operator.delete("/proxies/" + id).status()).isEqualTo(204);
        assertThat(operator.delete("/proxies/" + id).status()).isEqualTo(404);
    }

    @Test
    void anAccountHasAProxyOfItsOwnOrANamedOneOrNone() {
        String named = create(ONE);
        String id = account("null");
        assertThat(routeOf(id)).isEqualTo(Route.direct(id));

        operator.patch("/accounts/" + id, "{\"proxy\": {\"id\": \"" + named + "\"}}");
        assertThat(routeOf(id)).isEqualTo(new Route(id, PROXY));

        operator.patch("/accounts/" + id, "{\"proxy\": {\"kind\": \"http\", \"host\": \"h\", \"port\": 8080}}");
        assertThat(routeOf(id)).isEqualTo(new Route(id, new Proxy(Kind.HTTP, "h", 8080, null)));

        operator.patch("/accounts/" + id, "{\"proxy\": {\"username\": \"me\", \"password\": \"hunter3\"}}");
        operator.patch("/accounts/" + id, "{\"name\": \"B\", \"proxy\": {\"port\": 8081}}");
        assertThat(routeOf(id))
                .isEqualTo(new Route(id, new Proxy(Kind.HTTP, "h", 8081, new Login("me", Secret.of("hunter3")))));

        operator.patch("/accounts/" + id, "{\"proxy\": null}");
        assertThat(routeOf(id)).isEqualTo(Route.direct(id));
    }

    @Test
    void doesNotTakeAProxyThatIsNotThere() {
        assertThat(operator.post("/accounts", """
                {"name": "A", "kind": "fake", "proxy": {"id": "prx_0"}, "fields": {"api_key": "sk"}}""").errors()).containsExactly("proxy.id: is not the id of a proxy");
        assertThat(operator.post("/accounts", """
                {"name": "A", "kind": "fake", "proxy": {"host": "h"}, "fields": {"api_key": "sk"}}""").errors())
                .containsExactlyInAnyOrder("proxy.kind: must be one of http, https, socks5", "proxy.port: is required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080",
                "https://localhost",
                "http://169.254.169.254/latest",
                "http://[::ffff:10.0.0.1]",
                "http://192.168.1.5"
            })
    void anUpstreamOfWhichTheAddressIsNotAllowedIsAMistake(String url) {
        assertThat(operator.post("/accounts", """
                {"name": "A", "kind": "fake", "fields": {"api_key": "sk", "base_url": "%s"}}""".formatted(url)).errors())
                .containsExactly("fields.base_url: has an address that RELAY_ALLOWED_TARGETS does not allow");
    }

    @Test
    void triesAProxyThatIsNotStored() {
        AdminWorld.Reply reply = operator.post("/proxies/test", """
                {"target": "https://api.example",
                 "proxy": {"kind": "socks5", "host": "10.0.0.1", "port": 1080, "username": "me", "password": "hunter2"}}""");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("ok").asBoolean()).isTrue();
        assertThat(reply.json().get("latency_ms").asInt()).isEqualTo(12);
        assertThat(reply.json().get("target").asText()).isEqualTo("api.example:443");
        assertThat(reply.json().get("address_seen").asText()).isEqualTo("198.51.100.7");
        assertThat(world.routes.tried)
                .allSatisfy(route -> assertThat(route.proxy()).isEqualTo(PROXY))
                .hasSize(2);
    }

    @Test
    void triesTheRouteOfAnAccount() {
        String id = account("{\"id\": \"" + create(ONE) + "\"}");
        world.routes.fault = UpstreamFault.silent(FailureKind.UPSTREAM_PROXY_UNAUTHORIZED);

        AdminWorld.Reply reply = operator.post("/accounts/" + id + "/proxy/test", "");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("ok").asBoolean()).isFalse();
        assertThat(reply.json().get("fault").asText()).isEqualTo("upstream-proxy-unauthorized");
        assertThat(reply.json().get("detail").asText()).isEqualTo("SOCKS login was refused");
        assertThat(reply.json().get("address_seen").isNull()).isTrue();
        assertThat(reply.text()).doesNotContain("hunter");
        assertThat(world.routes.tried).containsExactly(new Route(id, PROXY));
        assertThat(world.routes.targets.get(0)).hasToString("https://one.example/api");
    }

    @Test
    void asksTheEchoWhereNoTargetIsNamed() {
        world.routes.said = "2a00::7\n";

        AdminWorld.Reply reply = operator.post("/proxies/test", "{\"proxy\": null}");

        assertThat(reply.json().get("target").asText()).isEqualTo("echo.example:443");
        assertThat(reply.json().get("address_seen").asText()).isEqualTo("2a00::7");
        assertThat(operator.post("/proxies/test", "{}").errors())
                .containsExactly("proxy: is required, and null for none");
        assertThat(operator.post("/proxies/test", "{\"proxy\": null, \"target\": \"ftp://x\"}")
                        .errors())
                .containsExactly("target: must be an http or https URL without a user");
    }

    @Test
    void aViewerMayLookAndNotChange() {
        String id = create(ONE);
        AdminWorld.Caller viewer = world.signedIn(Role.VIEWER);

        assertThat(viewer.get("/proxies/" + id).status()).isEqualTo(200);
        assertThat(viewer.post("/proxies", ONE).status()).isEqualTo(403);
        assertThat(viewer.post("/proxies/test", "{\"proxy\": null}").status()).isEqualTo(403);
        assertThat(viewer.delete("/proxies/" + id).status()).isEqualTo(403);
    }
}
