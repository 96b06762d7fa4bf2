package org.llmrelay.api.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.api.PlainCaller;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.api.admin.AdminWorld;

/** The admin API over HTTP. */
class AdminDoorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIGN_IN = "{\"username\":\"operator\",\"password\":\"correct horse\"}";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final SurfaceServer server = new SurfaceServer(List.of(new AdminWorld().surface(timer)));

    @AfterEach
    void close() {
        server.close();
        timer.shutdownNow();
    }

    @Test
    void signsInAndIssuesAKey() throws IOException {
        String token = signIn();

        Answer issued = call("POST", "/keys", token, "{\"name\":\"laptop\"}");
        Answer listed = call("GET", "/keys", token, "");

        assertThat(issued.status()).isEqualTo(201);
        String id = json(issued).get("id").asText();
        assertThat(issued.headers()).containsEntry("location", "/admin/api/v1/keys/" + id);
        assertThat(json(listed).at("/items/0/id").asText()).isEqualTo(id);
        assertThat(call("PATCH", "/keys/" + id, token, "{\"enabled\":false}").status())
                .isEqualTo(200);
        assertThat(call("DELETE", "/keys/" + id, token, "").status()).isEqualTo(204);
    }

    @Test
    void takesABodyWithoutALength() throws IOException {
        try (PlainCaller caller = new PlainCaller(server.port())) {
            caller.send(head("/session", "Transfer-Encoding: chunked"));
            caller.send(Integer.toHexString(SIGN_IN.length()) + "\r\n" + SIGN_IN + "\r\n0\r\n\r\n");

            assertThat(caller.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void answersManyRequestsOnOneConnection() throws IOException {
        String token = signIn();

        try (PlainCaller caller = new PlainCaller(server.port())) {
            for (int i = 0; i < 5; i++) {
                caller.send(request("POST", "/keys", token, "{\"name\":\"key " + i + "\"}"));
                assertThat(caller.answer().status()).isEqualTo(201);
                caller.send(request("POST", "/keys", token, "{\"nmae\":\"key " + i + "\"}"));
                assertThat(caller.answer().status()).isEqualTo(422);
            }
        }
    }

    @Test
    void refusesALargeBodyBeforeItComes() throws IOException {
        try (PlainCaller caller = new PlainCaller(server.port())) {
            caller.send(head("/session", "Content-Length: 2000000"));
            Answer answer = caller.answer();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(json(answer).get("type").asText()).endsWith("too-large");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/restore", "/import/file", "/import/file?dry_run=true"})
    void takesNoFileFromSomebodyWhoIsNotSignedIn(String path) throws IOException {
        try (PlainCaller caller = new PlainCaller(server.port())) {
            caller.send(head(path, "Content-Length: 60000000") + "begin");
            Answer answer = caller.answer();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers()).containsKey("www-authenticate").containsEntry("connection", "close");
            assertThat(json(answer).get("type").asText()).endsWith("not-signed-in");
        }
    }

    @Test
    void takesAFileFromAnOperator() throws IOException {
        String token = signIn();

        Answer answer = call("POST", "/import/file", token, "{}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(json(answer).get("type").asText()).endsWith("unreadable-import");
    }

    @Test
    void isNotHeldUpByCallersWhoTakeTheirTime() throws IOException {
        List<PlainCaller> slow = new ArrayList<>();
        for (String path : new String[] {"/session", "/keys", "/nothing", "/openapi.json"}) {
            for (int i = 0; i < 8; i++) {
                slow.add(new PlainCaller(server.port()).send(head(path, "Content-Length: 100") + "{"));
            }
        }

        assertThat(call("GET", "/openapi.json", "none", "").status()).isEqualTo(200);
        assertThat(signIn()).isNotEmpty();
        for (PlainCaller caller : slow) {
            caller.close();
        }
    }

    @Test
    void answersProblemsToWhatIsNotThereAndToThoseWhoAreNotSignedIn() throws IOException {
        Answer nothing = call("POST", "/nothing", "none", "{}");
        Answer stranger = call("POST", "/keys", "none", "{\"name\":\"mine\"}");

        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.headers()).containsKey("www-authenticate");
        assertThat(json(stranger).get("status").asInt()).isEqualTo(401);
    }

    @Test
    void refusesBytesThatAreNoJson() throws IOException {
        assertThat(call("POST", "/session", "none", "\u0000\u0001").status()).isEqualTo(400);
        assertThat(call("POST", "/session", "none", "").status()).isEqualTo(400);
    }

    private String signIn() throws IOException {
        return json(call("POST", "/session", "none", SIGN_IN)).get("token").asText();
    }

    private Answer call(String method, String path, String token, String body) throws IOException {
        try (PlainCaller caller = new PlainCaller(server.port())) {
            return caller.send(request(method, path, token, body)).answer();
        }
    }

    private static String head(String path, String framing) {
        return String.join(
                "\r\n",
                "POST /admin/api/v1" + path + " HTTP/1.1",
                "Host: relay",
                "Content-Type: application/json",
                framing,
                "",
                "");
    }

    private static String request(String method, String path, String token, String body) {
        return method + " /admin/api/v1" + path + " HTTP/1.1\r\nHost: relay\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static JsonNode json(Answer answer) throws IOException {
        return JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8));
    }
}
