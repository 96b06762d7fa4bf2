package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.KeyHash;
import org.llmrelay.key.Keys;

class ProblemsTest {
    private final AdminWorld world = new AdminWorld();
    private final AdminWorld.Caller operator = world.operator();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"name\":\"hunter2}",
                "{\"name\":\"hunter2\",\"name\":\"b\"}",
                "{} {}",
                "[]",
                "\"hunter2\"",
                "null",
                "hunter2"
            })
    void refusesWhatIsNoJsonObjectWithoutRepeatingIt(String body) {
        AdminWorld.Reply reply = operator.post("/keys", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().get("type").asText()).endsWith("malformed-json");
        assertThat(reply.text()).doesNotContain("hunter2");
    }

    @Test
    void refusesDeepNesting() {
        AdminWorld.Reply reply = operator.post("/keys", "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void refusesBrokenUtf8() {
        byte[] body = "{\"name\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);

        AdminWorld.Reply reply = operator.send("POST", "/keys", Map.of("Content-Type", "application/json"), body);

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void refusesABodyOfMoreThanAMebibyte() {
        String body = "{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}";

        AdminWorld.Reply reply = operator.post("/keys", body);

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.json().get("detail").asText()).isEqualTo("A body may have 1048576 bytes");
    }

    @Test
    void refusesAnotherMediaType() {
        byte[] body = "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(operator.send("POST", "/keys", Map.of("Content-Type", "text/plain"), body)
                        .status())
                .isEqualTo(415);
        assertThat(operator.send("POST", "/keys", Map.of(), body).status()).isEqualTo(415);
        assertThat(operator.send("PATCH", "/keys/nope", Map.of("Content-Type", "application/merge-patch+json"), body)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void answersAProblemWhereNothingIsAndWhereTheMethodIsWrong() {
        AdminWorld.Reply nothing = operator.get("/nothing");
        AdminWorld.Reply wrongMethod = operator.delete("/keys");

        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.json().get("type").asText()).isEqualTo("about:blank");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(wrongMethod.header("Allow")).contains("GET", "POST");
    }

    @Test
    void answersAProblemWhereTheCallerWantsNoJson() {
        AdminWorld.Reply reply = operator.send("GET", "/keys", Map.of("Accept", "text/html"), new byte[0]);

        assertThat(reply.status()).isEqualTo(406);
        assertThat(reply.json().get("title").asText()).isEqualTo("Not Acceptable");
    }

    @Test
    void saysWhenTheStoreIsAway() {
        AdminWorld broken = new AdminWorld(new BrokenKeys(new StoreUnavailableException("gone", new Exception())));

        AdminWorld.Reply reply = broken.operator().get("/keys");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("5");
        assertThat(broken.faults).isEmpty();
    }

    @Test
    void keepsAMistakeOfOursFromTheCallerAndReportsIt() {
        RuntimeException mistake = new IllegalStateException("secret inside");
        AdminWorld broken = new AdminWorld(new BrokenKeys(mistake));

        AdminWorld.Reply reply = broken.operator().get("/keys");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text()).doesNotContain("secret inside").doesNotContain("Exception");
        assertThat(broken.faults).containsExactly(mistake);
    }

    @Test
    void answersHeadWithoutABody() {
        AdminWorld.Reply reply = operator.send("HEAD", "/keys", Map.of(), new byte[0]);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEmpty();
    }

    private record BrokenKeys(RuntimeException failure) implements Keys {
        @Override
        public List<ApiKey> boundTo(String place) {
            throw failure;
        }

        @Override
        public Optional<ApiKey> byHash(KeyHash hash) {
            throw failure;
        }

        @Override
        public Optional<ApiKey> find(String id) {
            throw failure;
        }

        @Override
        public List<ApiKey> page(int offset, int size) {
            throw failure;
        }

        @Override
        public void saveAll(List<ApiKey> keys) {
            throw failure;
        }

        @Override
        public List<ApiKey> findAll(List<String> ids) {
            throw failure;
        }

        @Override
        public long count() {
            throw failure;
        }

        @Override
        public Optional<Instant> activate(ApiKey key, Instant now) {
            throw failure;
        }

        @Override
        public Found search(Wanted wanted, int offset, int size) {
            throw failure;
        }

        @Override
        public void save(ApiKey key) {
            throw failure;
        }

        @Override
        public void rehash(ApiKey key, KeyHash hash) {
            throw failure;
        }

        @Override
        public boolean delete(String id) {
            throw failure;
        }
    }
}
