package org.llmrelay.api.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.call.Call;

class GeminiDoorsTest {
    private static final String BODY = "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}";

    private final GeminiWorld world = new GeminiWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/gemini/v1beta/models/gemini-2.5-pro:generateContent, GENERATE, /v1beta/models/gemini-2.5-pro:generateContent",
        "/gemini/v1/models/gemini-2.5-pro:generateContent, GENERATE, /v1/models/gemini-2.5-pro:generateContent",
        "/gemini/models/gemini-2.5-pro:generateContent, GENERATE, /v1beta/models/gemini-2.5-pro:generateContent",
        "/gemini/v1beta/models/gemini-2.5-pro:generateContent/, GENERATE, /v1beta/models/gemini-2.5-pro:generateContent",
        "/gemini/v1beta/models/gemini-2.5-pro:countTokens, COUNT_TOKENS, /v1beta/models/gemini-2.5-pro:countTokens",
        "/gemini/v1beta/models/gemini-2.5-pro:embedContent, GENERATE, /v1beta/models/gemini-2.5-pro:embedContent",
        "/gemini/v1beta/models/gemini-2.5-pro:batchEmbedContents, GENERATE, /v1beta/models/gemini-2.5-pro:batchEmbedContents",
        "/gemini/v1beta/models/gemini%2d2.5-pro%3AgenerateContent, GENERATE, /v1beta/models/gemini-2.5-pro:generateContent"
    })
    void everyDoorLeadsToTheRelay(String target, String operation, String path) throws Exception {
        assertThat(world.post(target, BODY).text()).isEqualTo(operation);
        Call call = world.calls.take();

        assertThat(call.request().path()).isEqualTo(path);
        assertThat(call.facts().model()).isEqualTo("gemini-2.5-pro");
        assertThat(call.dialect()).isEqualTo("gemini");
        assertThat(call.service()).isEqualTo("gemini");
    }

    @Test
    void aStreamIsOneByItsPath() throws Exception {
        Answer answer = world.post("/gemini/v1beta/models/m:streamGenerateContent?alt=sse", BODY);
        Call call = world.calls.take();

        assertThat(answer.text()).isEqualTo("GENERATE");
        assertThat(call.facts().streamed()).isTrue();
        assertThat(call.request().query()).isEqualTo("alt=sse");
    }

    @Test
    void theEnvelopeOfCodeAssistIsADialectOfItsOwn() throws Exception {
        String envelope = "{\"model\":\"gemini-2.5-pro\",\"request\":" + BODY + "}";

        assertThat(world.post("/gemini/v1internal:generateContent", envelope).text())
                .isEqualTo("GENERATE");
        Call call = world.calls.take();

        assertThat(call.dialect()).isEqualTo("gemini-code-assist");
        assertThat(call.request().path()).isEqualTo("/v1internal:generateContent");
        assertThat(call.facts().model()).isEqualTo("gemini-2.5-pro");
    }

    @ParameterizedTest
    @CsvSource({
        "/gemini/models/m:generateContent?alt=sse, x-goog-api-key: cr_0123456789abcdef",
        "/gemini/models/m:generateContent?alt=sse, Authorization: Bearer cr_0123456789abcdef",
        "/gemini/models/m:generateContent?key=cr_0123456789abcdef&alt=sse, x-other: 1",
        "/gemini/models/m:generateContent?alt=sse&k%65y=cr_0123456789abcdef, x-other: 1"
    })
    void theKeyIsTakenFromWhereItIsAndTravelsNoFurther(String target, String field) throws Exception {
        String[] parts = field.split(": ", 2);
        world.send("POST", target, BODY, parts[0], parts[1]);
        Call call = world.calls.take();

        assertThat(world.keys.take().reveal()).isEqualTo(GeminiWorld.KEY);
        assertThat(call.request().query()).isEqualTo("alt=sse");
        assertThat(call.request().headers().fields())
                .noneMatch(header -> header.value().contains(GeminiWorld.KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/gemini",
                "/gemini/",
                "/gemini/v1beta/models/m:predict",
                "/gemini/v1beta/models/m:generateContent/more",
                "/gemini/v1beta/models/a%2Fb:generateContent",
                "/gemini/v1beta/tunedModels/m:generateContent",
                "/gemini/v1internal:onboardUser",
                "/gemini/v3/models"
            })
    void whatIsNotHereIsNotFoundInGooglesForm(String target) throws Exception {
        Answer answer = world.post(target, BODY);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text())
                .isEqualTo("{\"error\":{\"code\":404,\"message\":\"Not found\",\"status\":\"NOT_FOUND\"}}");
    }

    @Test
    void aWrongMethodIsRefusedInGooglesForm() throws Exception {
        Answer call = world.get("/gemini/v1beta/models/m:generateContent");
        Answer models = world.post("/gemini/v1beta/models", BODY);

        assertThat(call.status()).isEqualTo(405);
        assertThat(call.headers().get("allow")).isEqualTo("POST");
        assertThat(call.text()).contains("\"code\":405");
        assertThat(models.status()).isEqualTo(405);
        assertThat(models.headers().get("allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void whatCannotBeReadIsRefusedInGooglesForm() throws Exception {
        Answer answer = world.post("/gemini/v1beta/models/m:generateContent", "{\"contents\":");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).startsWith("{\"error\":{\"code\":400,\"message\":\"Invalid JSON payload received.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gemini/v1beta/models", "/gemini/v1/models", "/gemini/models", "/gemini/models/"})
    void listsTheModelsThatTheKeyMayUse(String target) throws Exception {
        Answer answer = world.get(target);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("""
                {"models":[{"name":"models/gemini-3.8-flash","version":"001","displayName":"Gemini 3.8 Flash",\
                "supportedGenerationMethods":["generateContent","countTokens"]},\
                {"name":"models/gemini-embedding-2","version":"001","displayName":"Gemini Embedding 2",\
                "supportedGenerationMethods":["embedContent","countTokens"]}]}""");
        assertThat(Objects.requireNonNull(answer.headers().get("content-type"))).startsWith("application/json");
    }

    @Test
    void listsModelsPageByPage() throws Exception {
        String first = world.get("/gemini/v1beta/models?pageSize=1").text();
        String second =
                world.get("/gemini/v1beta/models?pageSize=1&pageToken=1").text();

        assertThat(first)
                .contains("gemini-3.8-flash")
                .doesNotContain("embedding")
                .endsWith("\"nextPageToken\":\"1\"}");
        assertThat(second).contains("embedding").doesNotContain("nextPageToken");
        assertThat(world.get("/gemini/v1beta/models?pageSize=all").status()).isEqualTo(400);
    }

    @Test
    void showsOneModel() throws Exception {
        assertThat(world.get("/gemini/v1beta/models/gemini-3.8-flash").text())
                .startsWith("{\"name\":\"models/gemini-3.8-flash\"");
        assertThat(world.get("/gemini/v1beta/models/gemini-secret").status()).isEqualTo(404);
        assertThat(world.get("/gemini/v1beta/models/nothing").status()).isEqualTo(404);
    }

    @Test
    void showsModelsToHoldersOfAKeyOnly() throws Exception {
        Answer none = world.send("GET", "/gemini/v1beta/models", "");
        Answer wrong = world.send("GET", "/gemini/v1beta/models?key=cr_wrong", "");

        assertThat(none.status()).isEqualTo(403);
        assertThat(none.text()).contains("\"status\":\"PERMISSION_DENIED\"");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("API_KEY_INVALID");
    }
}
