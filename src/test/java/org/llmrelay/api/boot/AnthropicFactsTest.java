package org.llmrelay.api.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.api.PlainCaller;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.api.anthropic.AnthropicSurface.Way;

/** What callers may look at, and what they hear where nothing is. */
class AnthropicFactsTest {
    private static final AnthropicWorld WORLD = new AnthropicWorld(Way.JERSEY);
    private static final ObjectMapper JSON = new ObjectMapper();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @BeforeEach
    void calm() {
        WORLD.faults.clear();
        WORLD.missing.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/api/v1/models", "/claude/v1/models", "/api/v1/models/"})
    void modelsAreListedInPages(String path) throws IOException {
        JsonNode page = json(WORLD.send("GET", path));

        assertThat(page.get("data")).hasSize(20);
        assertThat(page.get("data").get(0).toString())
                .isEqualTo(
                        "{\"type\":\"model\",\"id\":\"claude-0\",\"display_name\":\"Claude 0\",\"created_at\":\"2026-11-23T10:00:00Z\"}");
        assertThat(page.get("first_id").asText()).isEqualTo("claude-0");
        assertThat(page.get("last_id").asText()).isEqualTo("claude-19");
        assertThat(page.get("has_more").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=1000, claude-0, claude-44, false",
        "limit=45, claude-0, claude-44, false",
        "limit=44, claude-0, claude-43, true",
        "after_id=claude-19&limit=10, claude-20, claude-29, true",
        "after_id=claude-40, claude-41, claude-44, false",
        "before_id=claude-30&limit=10, claude-20, claude-29, true",
        "before_id=claude-5, claude-0, claude-4, false"
    })
    void aPageIsWhatWasAskedFor(String query, String first, String last, boolean more) throws IOException {
        JsonNode page = json(WORLD.send("GET", "/v1/models?" + query));

        assertThat(page.get("first_id").asText()).isEqualTo(first);
        assertThat(page.get("last_id").asText()).isEqualTo(last);
        assertThat(page.get("has_more").asBoolean()).isEqualTo(more);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=-1",
                "limit=ten",
                "after_id=nothing",
                "after_id=claude-1&before_id=claude-3"
            })
    void aPageThatCannotBeIsRefused(String query) throws IOException {
        Answer answer = WORLD.send("GET", "/v1/models?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("invalid_request_error");
    }

    @Test
    void thePageAfterTheLastIsEmpty() throws IOException {
        JsonNode page = json(WORLD.send("GET", "/v1/models?after_id=claude-44"));

        assertThat(page.toString()).isEqualTo("{\"data\":[],\"first_id\":null,\"last_id\":null,\"has_more\":false}");
    }

    @Test
    void oneModelCanBeAskedFor() throws IOException {
        assertThat(json(WORLD.send("GET", "/api/v1/models/claude-7"))
                        .get("display_name")
                        .asText())
                .isEqualTo("Claude 7");
        assertThat(WORLD.send("GET", "/api/v1/models/claude-x%2Fy").status()).isEqualTo(404);
    }

    @Test
    void aKeySeesItself() throws IOException {
        assertThat(json(WORLD.send("GET", "/v1/me")).toString())
                .isEqualTo(
                        "{\"id\":\"user_k1\",\"type\":\"user\",\"display_name\":\"Ada \\\"A\\\" L.\",\"created_at\":\"2026-01-02T03:04:05Z\"}");
    }

    @Test
    void aKeySeesItsUsage() throws IOException {
        JsonNode answer = json(WORLD.send("GET", "/claude/v1/usage/"));
        JsonNode usage = answer.get("usage");

        assertThat(usage.get("total").toString())
                .isEqualTo("{\"requests\":10,\"input_tokens\":111,\"output_tokens\":22,\"cache_read_input_tokens\":33,"
                        + "\"cache_creation_input_tokens\":99,\"total_tokens\":265,\"official_microdollars\":21,"
                        + "\"rated_microdollars\":24,\"unknown_price_requests\":3}");
        assertThat(usage.get("daily").get("requests").asInt()).isEqualTo(2);
        assertThat(usage.get("monthly").get("requests").asInt()).isEqualTo(5);
        assertThat(usage.get("by_model")).hasSize(3);
        assertThat(usage.get("by_model").get(2).get("date").asText()).isEqualTo("2026-10-31");
        assertThat(answer.get("limits").toString())
                .isEqualTo(
                        "{\"concurrency\":3,\"running\":0,\"rules\":[{\"name\":\"requests/window\",\"unit\":\"requests\",\"limit\":100,"
                                + "\"used\":0,\"held\":0,\"remaining\":100,\"resets_at\":null,\"enforced\":true}],\"token_counting\":["
                                + "{\"name\":\"count_tokens/window\",\"unit\":\"count_tokens\",\"limit\":100,"
                                + "\"used\":0,\"held\":0,\"remaining\":100,\"resets_at\":null,\"enforced\":true}]}");
        assertThat(answer.get("timestamp").asText()).isEqualTo("2026-11-23T10:00:00Z");
    }

    @Test
    void aKeySeesItsRights() throws IOException {
        JsonNode key = json(WORLD.send("GET", "/api/v1/key-info")).get("keyInfo");

        assertThat(key.get("name").asText()).isEqualTo("Ada \"A\" L.");
        assertThat(key.get("hint").asText()).isEqualTo("cdef");
        assertThat(key.get("expires_at").isNull()).isTrue();
        assertThat(key.get("usage").get("total").get("requests").asInt()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/v1/models/claude-7", "/v1/me", "/v1/usage", "/v1/key-info"})
    void nobodySeesAnythingWithoutAKeyThatWorks(String path) throws IOException {
        try (PlainCaller caller = WORLD.caller()) {
            Answer missing = caller.send("GET " + path + " HTTP/1.1\r\nHost: relay\r\n\r\n")
                    .answer();
            Answer unknown = caller.send(
                            "GET " + path + " HTTP/1.1\r\nHost: relay\r\nAuthorization: Bearer cr_wrong_key\r\n\r\n")
                    .answer();
            Answer away = caller.send("GET " + path + " HTTP/1.1\r\nHost: relay\r\nx-api-key: "
                            + AnthropicWorld.STORE_AWAY + "\r\n\r\n")
                    .answer();

            assertThat(missing.status()).isEqualTo(401);
            assertThat(missing.text()).contains("authentication_error");
            assertThat(missing.headers())
                    .containsEntry("content-type", "application/json")
                    .containsKey("request-id");
            assertThat(unknown.status()).isEqualTo(401);
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.headers()).containsKey("retry-after");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/hello", "/api", "/api/", "/claude/", "/api/api/hello"})
    void clientsMayLookWhetherAnybodyIsThere(String path) throws IOException {
        assertThat(WORLD.send("HEAD", path).status()).isEqualTo(200);
        assertThat(WORLD.send("GET", path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/nothing",
                "/api/v1/complete",
                "/claude/v2/messages",
                "/v1/messages/batches",
                "/api/v1/me/more",
                "/v1"
            })
    void whereNothingIsAnthropicsFormSaysSo(String path) throws IOException {
        for (Answer answer : new Answer[] {WORLD.send("GET", path), WORLD.post(path, "{}")}) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text()).contains("\"type\":\"error\"", "not_found_error");
            assertThat(answer.headers()).containsKey("request-id");
        }
    }

    @Test
    void factsAreOnlyForReading() throws IOException {
        Answer answer = WORLD.post("/v1/models", "{}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", "GET, HEAD");
    }

    @Test
    void theNodeTellsItsHealth() throws IOException {
        assertThat(WORLD.send("GET", "/health").text()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(WORLD.send("GET", "/health/ready").text()).isEqualTo("{\"status\":\"ready\"}");

        WORLD.missing.add("redis");
        Answer answer = WORLD.send("GET", "/health/ready");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).isEqualTo("{\"status\":\"not ready\",\"missing\":[\"redis\"]}");
    }

    private static JsonNode json(Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        return JSON.readTree(answer.body());
    }
}
