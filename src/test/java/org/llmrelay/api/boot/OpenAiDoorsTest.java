package org.llmrelay.api.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.api.PlainCaller.Answer;
import org.llmrelay.call.Call;
import org.llmrelay.call.Operation;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiDoorsTest {
    private static final String RESPONSES = "{\"model\":\"gpt-5.6\",\"input\":\"hi\"}";
    private static final String CHAT = "{\"model\":\"gpt-5.6\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private final OpenAiWorld world = new OpenAiWorld();

    @AfterAll
    void close() {
        assertThat(world.faults).isEmpty();
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/openai/responses, openai, /v1/responses",
        "/openai/responses/, openai, /v1/responses",
        "/openai/v1/responses, openai, /v1/responses",
        "/openai/v1/responses/, openai, /v1/responses",
        "/openai/responses/compact, openai, /v1/responses/compact",
        "/openai/v1/responses/compact/, openai, /v1/responses/compact",
        "/openai/chat/completions, openai-chat, /v1/chat/completions",
        "/openai/v1/chat/completions, openai-chat, /v1/chat/completions",
        "/openai/v1/chat/completions/, openai-chat, /v1/chat/completions",
        "/openai/embeddings, openai-embeddings, /v1/embeddings",
        "/openai/v1/embeddings, openai-embeddings, /v1/embeddings"
    })
    void everyDoorLeadsToTheRelay(String target, String dialect, String path) throws Exception {
        Answer answer = world.post(target, dialect.equals("openai-chat") ? CHAT : RESPONSES);

        assertThat(answer.text()).isEqualTo(dialect);
        Call call = world.calls.take();
        assertThat(call.dialect()).isEqualTo(dialect);
        assertThat(call.service()).isEqualTo("openai");
        assertThat(call.operation()).isEqualTo(Operation.GENERATE);
        assertThat(call.request().path()).isEqualTo(path);
        assertThat(call.request().headers().first("authorization")).isEmpty();
        assertThat(call.facts().model()).isEqualTo("gpt-5.6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openai/responses", "/openai/v1/responses", "/openai/v1/responses/"})
    void aWebSocketIsSentBackToHttpAtOnce(String target) throws IOException {
        Answer answer = world.send(
                "GET",
                target,
                "",
                "Connection",
                "Upgrade",
                "Upgrade",
                "websocket",
                "Sec-WebSocket-Version",
                "13",
                "Sec-WebSocket-Key",
                "dGhlIHNhbXBsZSBub25jZQ==");

        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.text()).startsWith("{\"error\":{\"message\":").contains("\"websocket_not_supported\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openai/v1/responses", "/openai/chat/completions", "/openai/v1/embeddings"})
    void anotherMethodIsRefusedInOpenAisForm(String target) throws IOException {
        Answer answer = world.get(target);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", "POST").containsKey("x-request-id");
        assertThat(answer.text()).contains("\"type\":\"invalid_request_error\",\"param\":null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openai", "/openai/", "/openai/v1/completions", "/openai/v1/responses/resp_1"})
    void nothingIsToldInOpenAisForm(String target) throws IOException {
        Answer answer = world.get(target);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("\"type\":\"invalid_request_error\",\"param\":null");
    }

    @Test
    void brokenJsonIsRefusedInOpenAisForm() throws IOException {
        Answer answer = world.post("/openai/v1/responses", "{\"model\":");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("\"type\":\"invalid_request_error\"");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedInOpenAisForm() throws IOException {
        Answer answer = world.post("/openai/v1/responses", "x".repeat(2_000_000));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).contains("\"request_too_large\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openai/v1/models", "/openai/models", "/openai/v1/models/"})
    void theModelsThatAKeyMayAskForAreListedAsOpenAiListsThem(String target) throws IOException {
        assertThat(world.get(target).text()).isEqualTo("""
                {"object":"list","data":[\
                {"id":"gpt-5.6","object":"model","created":1780000000,"owned_by":"llm-relay"},\
                {"id":"ft:gpt/x","object":"model","created":0,"owned_by":"llm-relay"}]}""");
    }

    @ParameterizedTest
    @CsvSource({"gpt-5.6, 200", "ft:gpt/x, 200", "o3, 404", "gpt-9, 404"})
    void oneModelIsShownOrNotFound(String model, int status) throws IOException {
        Answer answer = world.get("/openai/v1/models/" + model);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text())
                .contains(status == 200 ? "{\"id\":\"" + model + "\"" : "\"type\":\"invalid_request_error\"");
    }

    @Test
    void whoHasNoKeySeesNoModels() throws IOException {
        Answer answer = world.send("GET", "/openai/v1/models", "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("You didn't provide an API key");
    }
}
