package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.RateLimitException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.models.Model;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.ChatScript;
import org.llmrelay.fake.OpenAi;

/** OpenAI's own Java SDK, speaking Responses, before accounts that speak Chat Completions only. */
@ExtendWith(ArquillianExtension.class)
class TranslatedResponsesIT {
    private static final String PLAIN = "/openai/v1";
    private static final String CHAT = "/openai/chat/v1";
    private static final ResponseCreateParams ASKED = ResponseCreateParams.builder()
            .model("deepseek-chat")
            .instructions("Be brief.")
            .input("Tell me of the " + Prompt.MARK)
            .build();

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private static OpenAIClient client(Key key, String base) {
        return OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + RelayWar.PORT + base)
                .apiKey(key.text())
                .maxRetries(0)
                .timeout(Patience.USUAL)
                .build();
    }

    private static void requireGreeting(Response response) {
        assertThat(response.status()).contains(ResponseStatus.COMPLETED);
        assertThat(response.output()
                        .get(0)
                        .asMessage()
                        .content()
                        .get(0)
                        .asOutputText()
                        .text())
                .isEqualTo(ChatScript.greeting().text());
        ResponseFunctionToolCall use = response.output().get(1).asFunctionCall();
        assertThat(use.callId()).isEqualTo("call_1");
        assertThat(use.name()).isEqualTo("exec_command");
        assertThat(use.arguments()).contains("cat naïve.md");
        var usage = response.usage().orElseThrow();
        assertThat(usage.inputTokens()).isEqualTo(ChatScript.INPUT);
        assertThat(usage.inputTokensDetails().cachedTokens()).isEqualTo(ChatScript.CACHED);
        assertThat(usage.outputTokens()).isEqualTo(ChatScript.OUTPUT);
        assertThat(usage.outputTokensDetails().reasoningTokens()).isEqualTo(128);
    }

    @Test
    void createsAResponseWhereNobodySpeaksResponses() throws Exception {
        world.account(1, "openai-compatible", Map.of("deepseek-chat", "deepseek-v9"));
        Key key = world.key();

        requireGreeting(client(key, PLAIN).responses().create(ASKED));

        JsonNode sent = Json.read(world.upstream().takeRequest(Patience.USUAL).bodyText());
        assertThat(sent.path("model").asText()).isEqualTo("deepseek-v9");
        assertThat(sent.path("messages").path(0).path("role").asText()).isEqualTo("system");
        assertThat(sent.path("messages").path(1).path("content").asText()).contains(Prompt.MARK);
        JsonNode call = world.booked(key);
        assertThat(call.path("dialect").asText()).isEqualTo("openai-chat");
        assertThat(call.path("usage").path("output_tokens").asLong()).isEqualTo(ChatScript.OUTPUT);
    }

    @Test
    void streamsAResponseWhoseEventsMakeUpTheWhole() {
        world.account(1, "openai-compatible");
        world.upstream().next(OpenAi.chat(ChatScript.greeting()).oneByteAtATime());
        Key key = world.key();
        ResponseAccumulator response = ResponseAccumulator.create();
        StringBuilder text = new StringBuilder();

        try (StreamResponse<ResponseStreamEvent> events =
                client(key, PLAIN).responses().createStreaming(ASKED)) {
            events.stream().forEach(event -> {
                response.accumulate(event);
                event.outputTextDelta().ifPresent(delta -> text.append(delta.delta()));
            });
        }

        assertThat(text).hasToString(ChatScript.greeting().text());
        requireGreeting(response.response());
        assertThat(world.booked(key).path("usage").path("cache_read_tokens").asLong())
                .isEqualTo(ChatScript.CACHED);
    }

    @Test
    void takesTheToolsResultInTheNextTurn() throws Exception {
        world.account(1, "openai-compatible");
        OpenAIClient client = client(world.key(), PLAIN);
        ResponseFunctionToolCall use =
                client.responses().create(ASKED).output().get(1).asFunctionCall();

        client.responses()
                .create(ResponseCreateParams.builder()
                        .model("deepseek-chat")
                        .inputOfResponse(List.of(
                                ResponseInputItem.ofFunctionCall(use),
                                ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                        .callId(use.callId())
                                        .output("# Read me")
                                        .build())))
                        .build());

        world.upstream().takeRequest(Patience.USUAL);
        JsonNode messages = Json.read(
                        world.upstream().takeRequest(Patience.USUAL).bodyText())
                .path("messages");
        assertThat(messages.path(0).path("tool_calls").path(0).path("id").asText())
                .isEqualTo("call_1");
        assertThat(messages.path(1).path("role").asText()).isEqualTo("tool");
        assertThat(messages.path(1).path("tool_call_id").asText()).isEqualTo("call_1");
        assertThat(messages.path(1).path("content").asText()).isEqualTo("# Read me");
    }

    @Test
    void prefersAnAccountThatSpeaksResponsesUnlessThePathSaysOtherwise() {
        world.account(1, "openai-compatible");
        world.account(2, "openai");
        Key first = world.key();
        Key second = world.key();

        client(first, PLAIN).responses().create(ASKED);
        client(second, CHAT).responses().create(ASKED);

        assertThat(world.booked(first).path("dialect").asText()).isEqualTo("openai");
        assertThat(world.booked(second).path("dialect").asText()).isEqualTo("openai-chat");
    }

    @Test
    void refusesWhatIsKeptElsewhereWithoutAskingAnybody() {
        world.account(1, "openai-compatible");

        BadRequestException refusal = catchThrowableOfType(BadRequestException.class, () -> client(world.key(), PLAIN)
                .responses()
                .create(ASKED.toBuilder().previousResponseId("resp_1").build()));

        assertThat(refusal.type()).contains("invalid_request_error");
        assertThat(refusal).hasMessageContaining("'previous_response_id'");
        assertThat(world.upstream().exchanges()).isEmpty();
    }

    @Test
    void tellsALimitOfTheUpstreamAsOpenAiWould() {
        world.account(1, "openai-compatible");
        world.upstream().always(OpenAi.error(429, "requests", "rate_limit_exceeded"));

        RateLimitException refusal = catchThrowableOfType(
                RateLimitException.class,
                () -> client(world.key(), PLAIN).responses().create(ASKED));

        assertThat(refusal.code()).contains("rate_limit_exceeded");
    }

    @Test
    void endsABrokenStreamWithAFailure() {
        world.account(1, "openai-compatible");
        world.upstream().next(OpenAi.chat(ChatScript.greeting()).cutAfterEvents(3));
        Key key = world.key();
        List<ResponseStreamEvent> all = new ArrayList<>();

        try (StreamResponse<ResponseStreamEvent> events =
                client(key, PLAIN).responses().createStreaming(ASKED)) {
            events.stream().forEach(all::add);
        }

        assertThat(all.get(all.size() - 1)
                        .asFailed()
                        .response()
                        .error()
                        .orElseThrow()
                        .message())
                .isEqualTo("The upstream ended its answer too early");
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("broke-off");
    }

    @Test
    void listsTheModelsOfTheseAccounts() {
        world.account(1, "openai-compatible");

        assertThat(client(world.key(), CHAT).models().list().autoPager().stream()
                        .map(Model::id))
                .contains("gpt-4o");
    }
}
