package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.RateLimitException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.models.Model;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Answer;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.Gemini;
import org.llmrelay.fake.GeminiScript;
import org.llmrelay.fake.MessageScript;
import org.llmrelay.fake.OpenAi;
import org.llmrelay.fake.ReceivedRequest;
import org.llmrelay.fake.ResponsesScript;
import org.llmrelay.fake.Tokens;

/** OpenAI's own Java SDK, which speaks Chat Completions, before accounts that speak otherwise. */
@ExtendWith(ArquillianExtension.class)
class TranslatedChatIT {
    private static final String CLAUDE = "/openai/claude/v1";
    private static final String GEMINI = "/openai/gemini/v1";
    private static final Tokens USED = Tokens.USUAL;
    private static final long READ = USED.input()
            + USED.cacheRead()
            + USED.written().fiveMinutes()
            + USED.written().oneHour();

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

    private static ChatCompletionCreateParams.Builder asking(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addSystemMessage("Be brief.")
                .addUserMessage("Tell me of the " + Prompt.MARK);
    }

    @Test
    void asksAClaudeAccount() throws Exception {
        Account account = world.account(1, "anthropic");
        world.upstream().next(Behaviours.message(MessageScript.full()));
        Key key = world.key();

        ChatCompletion completion = client(key, CLAUDE)
                .chat()
                .completions()
                .create(asking(Ask.MODEL).build());

        requireFull(completion);
        requireUsage(completion.usage().orElseThrow());
        ReceivedRequest sent = world.upstream().takeRequest(Patience.USUAL);
        assertThat(sent.path()).isEqualTo("/v1/messages");
        JsonNode body = Json.read(sent.bodyText());
        assertThat(body.path("system").path(0).path("text").asText()).isEqualTo("Be brief.");
        assertThat(body.path("messages")).hasSize(1);
        JsonNode call = world.booked(key);
        assertThat(call.path("dialect").asText()).isEqualTo("anthropic");
        assertThat(call.path("account").asText()).isEqualTo(account.id());
        assertThat(call.path("ending").asText()).isEqualTo("completed");
        assertThat(call.path("usage").path("cache_read_tokens").asLong()).isEqualTo(USED.cacheRead());
        assertThat(call.path("usage").path("output_tokens").asLong()).isEqualTo(USED.output());
    }

    private static void requireFull(ChatCompletion completion) {
        var message = completion.choices().get(0).message();
        assertThat(message.content())
                .hasValueSatisfying(text -> assertThat(text).startsWith("Grüße aus Köln! 你好"));
        assertThat(message.toString()).contains("reasoning_content=Let me look at the file first.");
        var use = message.toolCalls().orElseThrow().get(0).asFunction();
        assertThat(use.id()).startsWith("toolu_");
        assertThat(use.function().name()).isEqualTo("Read");
        assertThat(Json.read(use.function().arguments()).path("limit").asInt()).isEqualTo(20);
        assertThat(completion.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    }

    private static void requireUsage(CompletionUsage usage) {
        assertThat(usage.promptTokens()).isEqualTo(READ);
        assertThat(usage.completionTokens()).isEqualTo(USED.output());
        assertThat(usage.promptTokensDetails().orElseThrow().cachedTokens()).hasValue(USED.cacheRead());
    }

    @Test
    void streamsFromAClaudeAccountHoweverTheUpstreamCutsItsBytes() {
        world.account(1, "anthropic");
        Answer full = Behaviours.message(MessageScript.full());
        world.upstream().next(full.oneByteAtATime(), full.gzip(), full.brotli());
        for (int i = 0; i < 3; i++) {
            Key key = world.key();

            List<ChatCompletionChunk> chunks = stream(key, CLAUDE, Ask.MODEL);

            assertThat(said(chunks))
                    .startsWith("Grüße aus Köln! 你好，世界。 Emoji: 👩‍💻🚀")
                    .endsWith("and \\ back.");
            assertThat(Json.read(toolInput(chunks)).path("file_path").asText())
                    .isEqualTo("/home/ana/naïve café/README.md");
            requireUsage(chunks.get(chunks.size() - 1).usage().orElseThrow());
            assertThat(world.booked(key).path("usage").path("output_tokens").asLong())
                    .isEqualTo(USED.output());
        }
    }

    private static List<ChatCompletionChunk> stream(Key key, String base, String model) {
        List<ChatCompletionChunk> all = new ArrayList<>();
        ChatCompletionCreateParams asked = asking(model)
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client(key, base).chat().completions().createStreaming(asked)) {
            chunks.stream().forEach(all::add);
        }
        return all;
    }

    private static String said(List<ChatCompletionChunk> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .forEach(choice -> choice.delta().content().ifPresent(text::append));
        return text.toString();
    }

    private static String toolInput(List<ChatCompletionChunk> chunks) {
        StringBuilder json = new StringBuilder();
        chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice -> choice.delta().toolCalls().stream().flatMap(List::stream))
                .forEach(use -> use.function().flatMap(f -> f.arguments()).ifPresent(json::append));
        return json.toString();
    }

    @Test
    void tellsTheUpstreamsRefusalInOpenAisForm() {
        world.account(1, "anthropic");
        world.upstream().next(Behaviours.status(400, "invalid_request_error", "messages.0: too many wombats"));
        Key key = world.key();

        BadRequestException refusal = catchThrowableOfType(BadRequestException.class, () -> client(key, CLAUDE)
                .chat()
                .completions()
                .create(asking(Ask.MODEL).build()));

        assertThat(refusal.type()).contains("invalid_request_error");
        assertThat(refusal).hasMessageContaining("messages.0: too many wombats");
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("rejected");
    }

    @Test
    void refusesWhatCannotBeTranslatedWithoutAskingAnybody() {
        world.account(1, "anthropic");

        BadRequestException refusal = catchThrowableOfType(BadRequestException.class, () -> client(world.key(), CLAUDE)
                .chat()
                .completions()
                .create(asking(Ask.MODEL).n(2).build()));

        assertThat(refusal).hasMessageContaining("'n' greater than 1");
        assertThat(world.upstream().exchanges()).isEmpty();
    }

    @Test
    void endsABrokenStreamWithAnErrorAndWithoutTheMarkOfItsEnd() {
        world.account(1, "anthropic");
        world.upstream().next(Behaviours.message(MessageScript.full()).cutAfterEvents(6));
        Key key = world.key();
        String json = Prompt.of(Ask.MODEL, ",\"stream\":true");

        Reply reply = RelayClient.send(
                        Ask.post(CLAUDE + "/chat/completions", json).with("authorization", "Bearer " + key.text()))
                .isFine();

        assertThat(reply.header("content-type")).startsWith("text/event-stream");
        assertThat(reply.text())
                .contains("reasoning_content")
                .contains("data: {\"error\":{\"message\":\"The upstream ended its answer too early\"")
                .doesNotContain("[DONE]", "event:", "finish_reason\":\"");
        assertThat(world.booked(key).path("ending").asText()).isEqualTo("broke-off");
    }

    @Test
    void asksAnotherAccountUnseenByTheCaller() {
        Account first = world.account(1, "anthropic");
        Account second = world.account(2, "anthropic");
        world.playing(first).always(Behaviours.errorEvent("api_error"));
        world.playing(second).always(Behaviours.message(MessageScript.greeting()));
        Key key = world.key();

        List<ChatCompletionChunk> chunks = stream(key, CLAUDE, Ask.MODEL);

        assertThat(said(chunks)).startsWith("Grüße");
        assertThat(world.exchangesOf(first)).hasSize(1);
        assertThat(world.booked(key).path("account").asText()).isEqualTo(second.id());
    }

    @Test
    void tellsALimitOfTheUpstreamAsOpenAiWould() {
        world.account(1, "anthropic");
        world.upstream().always(Behaviours.status(429).retryAfter(30));

        RateLimitException refusal = catchThrowableOfType(RateLimitException.class, () -> client(world.key(), CLAUDE)
                .chat()
                .completions()
                .create(asking(Ask.MODEL).build()));

        assertThat(refusal.code()).contains("rate_limit_exceeded");
    }

    @Test
    void asksAGeminiAccount() throws Exception {
        world.account(1, "gemini");
        Key key = world.key();

        ChatCompletion completion = client(key, GEMINI)
                .chat()
                .completions()
                .create(asking("gemini-3.8-flash").build());

        assertThat(completion.choices().get(0).message().content())
                .hasValueSatisfying(text -> assertThat(text).startsWith("Grüße aus Köln!"));
        assertThat(completion.usage().orElseThrow().promptTokens()).isEqualTo(GeminiScript.PROMPT);
        assertThat(completion.usage().orElseThrow().completionTokens())
                .isEqualTo(GeminiScript.CANDIDATES + GeminiScript.THOUGHTS);
        assertThat(world.upstream().takeRequest(Patience.USUAL).path())
                .isEqualTo("/v1beta/models/gemini-3.8-flash:generateContent");
        assertThat(world.booked(key).path("dialect").asText()).isEqualTo("gemini");
    }

    @Test
    void streamsFromAGeminiAccountThatKnowsTheModelByAnotherName() throws Exception {
        world.account(1, "gemini", Map.of("my-fast", "gemini-2.5-flash"));
        world.upstream().next(Gemini.answer(GeminiScript.greeting()).piecesOf(5));

        List<ChatCompletionChunk> chunks = stream(world.key(), GEMINI, "my-fast");

        assertThat(said(chunks)).startsWith("Grüße aus Köln! 你好 👩‍💻");
        assertThat(Json.read(toolInput(chunks)).path("path").asText()).isEqualTo("naïve.md");
        assertThat(chunks.get(chunks.size() - 2).choices().get(0).finishReason())
                .contains(ChatCompletionChunk.Choice.FinishReason.TOOL_CALLS);
        assertThat(world.upstream().takeRequest(Patience.USUAL).path())
                .isEqualTo("/v1beta/models/gemini-2.5-flash:streamGenerateContent");
    }

    @Test
    void asksAnAccountThatSpeaksResponsesOnly() {
        signedInAtOpenAi();
        world.upstream().next(OpenAi.responses(ResponsesScript.greeting()).piecesOf(9));
        Key key = world.key();

        List<ChatCompletionChunk> chunks = stream(key, "/openai/v1", "gpt-5.6");

        assertThat(said(chunks)).isEqualTo(ResponsesScript.greeting().text());
        assertThat(toolInput(chunks)).contains("cat naïve.md");
        assertThat(chunks.get(chunks.size() - 1).usage().orElseThrow().promptTokens())
                .isEqualTo(ResponsesScript.INPUT);
        assertThat(world.booked(key).path("dialect").asText()).isEqualTo("openai");
    }

    @Test
    void givesOnePieceWhereTheAccountOnlyStreams() throws Exception {
        signedInAtOpenAi();
        world.upstream().next(OpenAi.responses(ResponsesScript.greeting()));

        ChatCompletion completion = client(world.key(), "/openai/v1")
                .chat()
                .completions()
                .create(asking("gpt-5.6").build());

        assertThat(completion.choices().get(0).message().content())
                .contains(ResponsesScript.greeting().text());
        assertThat(Json.read(world.upstream().takeRequest(Patience.USUAL).bodyText())
                        .path("stream")
                        .asBoolean())
                .isTrue();
    }

    /** Codex accounts speak no Chat Completions. */
    private void signedInAtOpenAi() {
        Map<String, Object> account = Map.of(
                "name",
                "signed in " + UUID.randomUUID(),
                "priority",
                1,
                "fields",
                Map.of("base_url", world.upstream().baseUrl() + "/backend-api/codex"));
        Map<String, String> tokens = Map.of(
                "access_token",
                Planted.remember("access-" + UUID.randomUUID()),
                "refresh_token",
                Planted.remember("refresh-" + UUID.randomUUID()),
                "expires_at",
                Instant.now().plusSeconds(3600).toString());
        String json = Json.write(
                Map.of("kind", "openai-oauth", "terms_accepted", true, "tokens", tokens, "account", account));
        Reply reply = world.admin().send(Ask.post("/accounts/sign-ins/tokens", json));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    @Test
    void goesByTheModelWhereThePathDoesNotSay() {
        world.account(1, "anthropic");
        world.account(1, "gemini");
        world.account(1, "openai-compatible");
        Key key = world.key();

        for (String model : List.of(Ask.MODEL, "gemini-3.8-flash", "gpt-4o")) {
            assertThat(client(key, "/api/v1")
                            .chat()
                            .completions()
                            .create(asking(model).build())
                            .model())
                    .isEqualTo(model);
        }

        List<String> dialects = new ArrayList<>();
        world.booked(key, 3).forEach(call -> dialects.add(call.path("dialect").asText()));
        assertThat(dialects).containsExactlyInAnyOrder("anthropic", "gemini", "openai-chat");
    }

    @Test
    void listsTheModelsOfTheAccountsBehindThePath() {
        world.account(1, "anthropic");
        world.account(1, "gemini");
        Key key = world.key();

        assertThat(client(key, CLAUDE).models().list().autoPager().stream().map(Model::id))
                .isNotEmpty()
                .allMatch(id -> id.startsWith("claude"));
        assertThat(client(key, GEMINI).models().list().autoPager().stream().map(Model::id))
                .isNotEmpty()
                .allMatch(id -> id.startsWith("gemini"));
    }

    @Test
    void keepsARoundTripOfAToolTogether() throws Exception {
        world.account(1, "anthropic");
        world.upstream().next(Behaviours.message(MessageScript.full()));
        Key key = world.key();
        OpenAIClient client = client(key, CLAUDE);
        ChatCompletion first =
                client.chat().completions().create(asking(Ask.MODEL).build());
        var used = first.choices().get(0).message();

        client.chat()
                .completions()
                .create(asking(Ask.MODEL)
                        .addMessage(used)
                        .addMessage(ChatCompletionToolMessageParam.builder()
                                .toolCallId(used.toolCalls()
                                        .orElseThrow()
                                        .get(0)
                                        .asFunction()
                                        .id())
                                .content("# Read me")
                                .build())
                        .putAdditionalBodyProperty("top_k", JsonValue.from(5))
                        .build());

        world.upstream().takeRequest(Patience.USUAL);
        JsonNode sent = Json.read(world.upstream().takeRequest(Patience.USUAL).bodyText());
        JsonNode use = sent.path("messages").path(1).path("content").path(1);
        JsonNode result = sent.path("messages").path(2).path("content").path(0);
        assertThat(use.path("type").asText()).isEqualTo("tool_use");
        assertThat(use.path("input").path("limit").asInt()).isEqualTo(20);
        assertThat(result.path("tool_use_id").asText()).isEqualTo(use.path("id").asText());
        assertThat(sent.path("top_k").asInt()).isEqualTo(5);
    }
}
