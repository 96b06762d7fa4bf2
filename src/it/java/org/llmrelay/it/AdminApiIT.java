package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin API on the server: who gets in, and what comes out. */
@ExtendWith(ArquillianExtension.class)
class AdminApiIT {
    private static final String API = "/admin/api/v1";

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private static void requireProblem(Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("title").asText()).isNotBlank();
    }

    @Test
    void letsNobodyInWithoutAToken() {
        JsonNode paths =
                RelayClient.send(Ask.get(API + "/openapi.json")).isFine().json().path("paths");
        int asked = 0;
        for (String path : (Iterable<String>) paths::fieldNames) {
            for (String method : List.of("get", "post", "put", "patch", "delete")) {
                if (paths.path(path).has(method) && !isOpen(path, method)) {
                    requireProblem(withoutToken(path, method), 401);
                    asked++;
                }
            }
        }

        assertThat(asked).isGreaterThan(15);
    }

    private static boolean isOpen(String path, String method) {
        return path.endsWith("/openapi.json") || (path.endsWith("/session") && method.equals("post"));
    }

    private static Reply withoutToken(String path, String method) {
        String target = path.replaceAll("\\{[a-z]+}", "none");
        if (path.endsWith("/restore")) {
            return RelayClient.send(Ask.get(target)
                    .by("POST")
                    .with("content-type", "application/octet-stream")
                    .saying("{}"));
        }
        boolean bare = method.equals("get") || method.equals("delete");
        return RelayClient.send(Ask.post(target, bare ? "" : "{}").by(method.toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsInJvbGUiOiJvcGVyYXRvciIsImV4cCI6NDEwMjQ0NDgwMH0.",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiIsInJvbGUiOiJvcGVyYXRvciIsImV4cCI6NDEwMjQ0NDgwMH0"
                        + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void takesNoTokenThatItDidNotMake(String token) {
        Ask ask = Ask.get(API + "/keys").with("authorization", "Bearer " + token);

        requireProblem(RelayClient.send(ask), 401);
    }

    @Test
    void takesNoApiKeyForAToken() {
        Key key = world.key();

        requireProblem(RelayClient.send(Ask.get(API + "/keys").with("authorization", "Bearer " + key.text())), 401);
        requireProblem(RelayClient.send(Ask.get(API + "/keys").key(key)), 401);
    }

    @Test
    void takesNoWrongPassword() {
        Reply reply = RelayClient.send(
                Ask.post(API + "/session", "{\"username\":\"admin\",\"password\":\"not-the-password\"}"));

        requireProblem(reply, 401);
    }

    @Test
    void neverShowsASecretAgain() {
        Account account = world.account();
        Key key = world.key();

        for (String path : List.of("/accounts", "/accounts/" + account.id(), "/keys", "/keys/" + key.id(), "/kinds")) {
            Reply reply = world.admin().send(Ask.get(path)).isFine();
            assertThat(reply.text()).doesNotContain(account.credential(), key.text());
        }
    }

    @Test
    void changesWhatItIsToldAndNothingElse() throws Exception {
        Account account = world.account(7);

        world.admin().change(account, "{\"models\":{\"claude-a\":\"claude-b\"}}");

        JsonNode shown = world.admin()
                .send(Ask.get("/accounts/" + account.id()))
                .isFine()
                .json();
        assertThat(shown.path("name").asText()).isEqualTo(account.name());
        assertThat(shown.path("priority").asInt()).isEqualTo(7);
        assertThat(shown.path("fields").path("api_key").path("set").asBoolean()).isTrue();
        RelayClient.send(Ask.message().saying(Prompt.of("claude-a", "")).key(world.key()))
                .isFine();
        assertThat(world.upstream().takeRequest(Patience.USUAL).credential()).isEqualTo(account.credential());
    }

    @Test
    void stopsUsingAnAccountThatIsDeleted() {
        Account account = world.account();
        Key key = world.key();
        RelayClient.send(Ask.message().key(key)).isFine();

        world.admin().deleteAllAccounts();

        RelayClient.send(Ask.message().key(key)).isNativeError(503, "api_error");
        requireProblem(world.admin().send(Ask.get("/accounts/" + account.id())), 404);
        assertThat(world.booked(key, 2)).hasSize(2);
    }

    @Test
    void tellsAllMistakesInOneProblem() {
        Reply reply = world.admin()
                .send(Ask.post(
                        "/accounts",
                        "{\"kind\":\"anthropic\",\"priority\":0,\"fields\":{\"base_url\":\"ftp://x\"},\"colour\":1}"));

        requireProblem(reply, 422);
        assertThat(reply.json().path("errors")).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"name\":1,\"name\":2}", ""})
    void refusesWhatItCannotRead(String body) {
        requireProblem(world.admin().send(Ask.post("/keys", body)), 400);
    }
}
