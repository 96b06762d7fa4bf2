package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Behaviours;

/** Settings that are changed while the relay runs: the next call goes by them. */
@ExtendWith(ArquillianExtension.class)
class SettingsIT {
    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private final HttpClient client = HttpClient.newHttpClient();

    private JsonNode settings() {
        return world.admin().send(Ask.get("/settings")).isFine().json();
    }

    private void save(Map<String, ?> values) {
        long version = settings().path("version").asLong();
        world.admin()
                .send(Ask.post("/settings", Json.write(Map.of("version", version, "values", values)))
                        .by("PUT"))
                .isFine();
    }

    private HttpResponse<String> at(SecondNode node, Ask ask) {
        HttpRequest request = ask.request();
        URI there = node.uri(request.uri().getPath());
        return client.sendAsync(
                        HttpRequest.newBuilder(request, (name, value) -> true)
                                .uri(there)
                                .build(),
                        BodyHandlers.ofString())
                .join();
    }

    @AfterEach
    void putAllBack() {
        Map<String, Object> values = new HashMap<>();
        settings().path("saved").forEach(name -> values.put(name.asText(), null));
        save(values);
    }

    @Test
    void tryOtherAccountsAsOftenAsTheyNowSay() {
        Key key = world.key();
        Account first = world.account(1);
        Account second = world.account(2);
        world.playing(first).next(Behaviours.status(500));

        save(Map.of("failover.attempts", 1));
        Reply one = RelayClient.send(Ask.message().key(key));
        save(Collections.singletonMap("failover.attempts", null));
        world.admin().reset(first);
        world.playing(first).next(Behaviours.status(500));
        Reply two = RelayClient.send(Ask.message().key(key));

        assertThat(one.status()).isEqualTo(500);
        assertThat(two.status()).isEqualTo(200);
        assertThat(world.exchangesOf(second)).hasSize(1);
    }

    @Test
    void holdOnOtherNodesToo() throws Exception {
        Key key = world.key();
        Account first = world.account(1);
        Account second = world.account(2);
        world.playing(first).next(Behaviours.status(500));

        try (SecondNode node = SecondNode.start()) {
            save(Map.of("failover.attempts", 1));
            Ask asking = world.admin().asking(Ask.get("/settings"));
            Patience.until(
                    "the other node has heard of it",
                    () -> Json.read(at(node, asking).body())
                                    .path("values")
                                    .path("failover.attempts")
                                    .asInt()
                            == 1);

            assertThat(at(node, Ask.message().key(key)).statusCode()).isEqualTo(500);
        }
        assertThat(world.exchangesOf(second)).isEmpty();
    }

    @Test
    void letAccountsRestAsLongAsTheyNowSay() {
        save(Map.of("cool_downs.error.first_ms", 77_000));
        Key key = world.key();
        Account first = world.account(1);
        Account unused = world.account(2);
        world.playing(first).next(Behaviours.status(500));

        RelayClient.send(Ask.message().key(key)).isFine();

        JsonNode rest = world.state(first).path("cool_downs").path(0);
        assertThat(Duration.between(
                        Instant.parse(rest.path("since").asText()),
                        Instant.parse(rest.path("until").asText())))
                .isEqualTo(Duration.ofSeconds(77));
    }

    @Test
    void limitNewKeys() {
        Account unused = world.account();
        save(Map.of(
                "new_keys.limits",
                Map.of(
                        "rules",
                        List.of(Map.of(
                                "unit", "requests", "period", Map.of("kind", "window", "minutes", 60), "most", 1)))));

        Key limited = world.key();
        Key free = world.key(",\"limits\":null");

        RelayClient.send(Ask.message().key(limited)).isFine();
        assertThat(RelayClient.send(Ask.message().key(limited)).status()).isEqualTo(429);
        RelayClient.send(Ask.message().key(free)).isFine();
        RelayClient.send(Ask.message().key(free)).isFine();
    }

    @Test
    void areNotOverwrittenByWhoLookedBeforeTheChange() {
        long version = settings().path("version").asLong();
        save(Map.of("affinity_ms", 120_000));

        Reply late = world.admin()
                .send(Ask.post(
                                "/settings",
                                Json.write(Map.of("version", version, "values", Map.of("affinity_ms", 60_000))))
                        .by("PUT"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(settings().path("values").path("affinity_ms").asLong()).isEqualTo(120_000);
    }

    @Test
    void nameThePagesAndTellNotices() {
        save(Map.of("branding.name", "Acme AI", "notices.holders", "Back at noon & later"));

        String stats = RelayClient.send(Ask.get("/stats")).isFine().text();
        String signIn = RelayClient.send(Ask.get("/web/sign-in")).isFine().text();

        assertThat(stats).contains("Acme AI</title>", "Back at noon &amp; later");
        assertThat(signIn).contains("Acme AI</title>").doesNotContain("Back at noon");
    }

    @Test
    void pagesGuardTheCookiesOfTheirSessions() {
        String plain = RelayClient.send(Ask.get("/web/sign-in")).isFine().header("set-cookie");
        String secure = RelayClient.send(Ask.get("/web/sign-in").with("x-forwarded-proto", "https"))
                .isFine()
                .header("set-cookie");

        assertThat(plain)
                .startsWith("relay_page=")
                .containsIgnoringCase("httponly")
                .contains("SameSite=Lax");
        assertThat(plain).doesNotContainIgnoringCase("secure");
        assertThat(secure)
                .startsWith("relay_page=")
                .containsIgnoringCase("httponly")
                .contains("SameSite=Lax")
                .containsIgnoringCase("; secure");
    }
}
