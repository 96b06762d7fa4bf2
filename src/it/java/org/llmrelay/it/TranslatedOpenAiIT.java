package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import java.util.Map;
import java.util.Objects;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.ChatScript;
import org.llmrelay.fake.OpenAi;

/** Anthropic's and Google's own Java SDKs before accounts that speak Chat Completions. */
@ExtendWith(ArquillianExtension.class)
class TranslatedOpenAiIT {
    private static final String MESSAGES = "/claude/openai";
    private static final MessageCreateParams ASKED = MessageCreateParams.builder()
            .model("deepseek-chat")
            .maxTokens(1024)
            .system("Be brief.")
            .addUserMessage("Tell me of the " + Prompt.MARK)
            .build();

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private static AnthropicClient client(Key key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + RelayWar.PORT + MESSAGES)
                .apiKey(key.text())
                .maxRetries(0)
                .timeout(Patience.USUAL)
                .build();
    }

    @Test
    void createsAMessage() throws Exception {
        world.account(1, "openai-compatible", Map.of("deepseek-chat", "deepseek-v9"));
        Key key = world.key();

        requireGreeting(client(key).messages().create(ASKED));

        JsonNode sent = Json.read(world.upstream().takeRequest(Patience.USUAL).bodyText());
        assertThat(sent.path("model").asText()).isEqualTo("deepseek-v9");
        assertThat(sent.path("messages").path(0).path("role").asText()).isEqualTo("system");
        JsonNode call = world.booked(key);
        assertThat(call.path("dialect").asText()).isEqualTo("openai-chat");
        assertThat(call.path("usage").path("output_tokens").asLong()).isEqualTo(ChatScript.OUTPUT);
    }

    private static void requireGreeting(Message message) {
        assertThat(message.content().get(0).asText().text())
                .isEqualTo(ChatScript.greeting().text());
        assertThat(message.content().get(1).asToolUse().name()).isEqualTo("exec_command");
        assertThat(message.content().get(1).asToolUse()._input().toString()).contains("cat naïve.md");
        assertThat(message.stopReason()).contains(StopReason.TOOL_USE);
        assertThat(message.usage().outputTokens()).isEqualTo(ChatScript.OUTPUT);
    }

    @Test
    void streamsAMessageAndBooksWhatTheUpstreamTells() {
        world.account(1, "openai-compatible");
        world.upstream().next(OpenAi.chat(ChatScript.greeting()).oneByteAtATime());
        Key key = world.key();
        MessageAccumulator message = MessageAccumulator.create();

        try (StreamResponse<RawMessageStreamEvent> events =
                client(key).messages().createStreaming(ASKED)) {
            events.stream().forEach(message::accumulate);
        }

        requireGreeting(message.message());
        assertThat(world.booked(key).path("usage").path("cache_read_tokens").asLong())
                .isEqualTo(ChatScript.CACHED);
    }

    @Test
    void endsABrokenStreamOfMessagesWithTheirOwnError() {
        world.account(1, "openai-compatible");
        world.upstream().next(OpenAi.chat(ChatScript.greeting()).cutAfterEvents(3));
        Key key = world.key();

        String text = RelayClient.send(
                        Ask.post(MESSAGES + "/v1/messages", Prompt.of("deepseek-chat", ",\"stream\":true"))
                                .key(key))
                .isFine()
                .text();

        assertThat(text).contains("text_delta", "event: error").doesNotContain("message_stop");
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("broke-off");
    }

    @Test
    void tellsTheUpstreamsRefusalInAnthropicsForm() {
        world.account(1, "openai-compatible");
        world.upstream().next(OpenAi.error(400, "invalid_request_error", "context_length_exceeded"));

        BadRequestException refusal = catchThrowableOfType(
                BadRequestException.class, () -> client(world.key()).messages().create(ASKED));

        assertThat(refusal).hasMessageContaining("Something about invalid_request_error");
    }

    @Test
    void countsNoTokensThere() {
        world.account(1, "openai-compatible");

        Reply reply = RelayClient.send(
                Ask.post(MESSAGES + "/v1/messages/count_tokens", Prompt.plain()).key(world.key()));

        reply.isNativeError(404, "not_found_error");
    }

    @Test
    void listsTheModelsThere() {
        world.account(1, "openai-compatible");

        assertThat(client(world.key()).models().list().items())
                .extracting(model -> model.id())
                .contains("gpt-4o");
    }

    @Test
    void generatesContent() {
        world.account(1, "openai-compatible");
        Key key = world.key();

        GenerateContentResponse response = google(key)
                .models
                .generateContent(
                        "deepseek-chat", "Hi", GenerateContentConfig.builder().build());

        assertThat(response.text()).contains("Grüße aus Köln!");
        assertThat(Objects.requireNonNull(response.functionCalls()).get(0).name())
                .contains("exec_command");
        assertThat(world.booked(key).path("dialect").asText()).isEqualTo("openai-chat");
    }

    @Test
    void streamsContent() {
        world.account(1, "openai-compatible");
        StringBuilder text = new StringBuilder();

        try (ResponseStream<GenerateContentResponse> stream = google(world.key())
                .models
                .generateContentStream(
                        "deepseek-chat", "Hi", GenerateContentConfig.builder().build())) {
            stream.forEach(chunk -> text.append(chunk.text() == null ? "" : chunk.text()));
        }

        assertThat(text).hasToString(ChatScript.greeting().text());
    }

    private static Client google(Key key) {
        return Client.builder()
                .apiKey(key.text())
                .httpOptions(HttpOptions.builder()
                        .baseUrl("http://127.0.0.1:" + RelayWar.PORT + "/gemini/openai")
                        .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                        .build())
                .build();
    }
}
