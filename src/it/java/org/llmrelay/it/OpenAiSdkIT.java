package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.ChatScript;
import org.llmrelay.fake.OpenAi;
import org.llmrelay.fake.ResponsesScript;

/** OpenAI's own Java SDK against the relay. */
@ExtendWith(ArquillianExtension.class)
class OpenAiSdkIT {
    private static final ResponseCreateParams ASKED = ResponseCreateParams.builder()
            .model(ResponsesRow.MODEL)
            .input("Tell me of the " + Prompt.MARK)
            .build();
    private static final ChatCompletionCreateParams CHATTED = ChatCompletionCreateParams.builder()
            .model(ChatRow.MODEL)
            .addUserMessage("Tell me of the " + Prompt.MARK)
            .build();

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private OpenAIClient client() {
        return clientWith(world.key().text());
    }

    private static OpenAIClient clientWith(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + RelayWar.PORT + "/openai/v1")
                .apiKey(key)
                .maxRetries(0)
                .timeout(Patience.USUAL)
                .build();
    }

    @Test
    void createsAResponse() {
        world.account(1, "openai");

        requireGreeting(client().responses().create(ASKED));
    }

    @Test
    void streamsAResponse() {
        world.account(1, "openai");
        world.upstream().next(OpenAi.responses(ResponsesScript.greeting()).oneByteAtATime());
        List<Response> completed = new ArrayList<>();
        StringBuilder text = new StringBuilder();

        try (StreamResponse<ResponseStreamEvent> events = client().responses().createStreaming(ASKED)) {
            events.stream().forEach(event -> {
                event.outputTextDelta().ifPresent(delta -> text.append(delta.delta()));
                event.completed().ifPresent(end -> completed.add(end.response()));
            });
        }

        assertThat(text).hasToString(ResponsesScript.greeting().text());
        requireGreeting(completed.get(0));
    }

    private static void requireGreeting(Response response) {
        assertThat(response.output()).hasSize(2);
        assertThat(response.output()
                        .get(0)
                        .asMessage()
                        .content()
                        .get(0)
                        .asOutputText()
                        .text())
                .isEqualTo(ResponsesScript.greeting().text());
        assertThat(response.output().get(1).asFunctionCall().name()).isEqualTo("exec_command");
        assertThat(response.output().get(1).asFunctionCall().arguments()).contains("cat naïve.md");
        assertThat(response.usage().orElseThrow().inputTokens()).isEqualTo(ResponsesScript.INPUT);
    }

    @Test
    void createsAChatCompletion() {
        world.account(1, "openai");

        ChatCompletion completion = client().chat().completions().create(CHATTED);

        assertThat(completion.choices().get(0).message().content())
                .contains(ChatScript.greeting().text());
        assertThat(completion
                        .choices()
                        .get(0)
                        .message()
                        .toolCalls()
                        .orElseThrow()
                        .get(0)
                        .asFunction()
                        .function()
                        .name())
                .isEqualTo("exec_command");
    }

    @Test
    void streamsAChatCompletion() {
        world.account(1, "openai-compatible");
        StringBuilder text = new StringBuilder();

        try (StreamResponse<ChatCompletionChunk> chunks =
                client().chat().completions().createStreaming(CHATTED)) {
            chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .forEach(choice -> choice.delta().content().ifPresent(text::append));
        }

        assertThat(text).hasToString(ChatScript.greeting().text());
    }

    @Test
    void createsEmbeddings() {
        world.account(1, "openai-compatible");
        EmbeddingCreateParams asked = EmbeddingCreateParams.builder()
                .model("text-embedding-3-small")
                .input("many words")
                .build();

        assertThat(client().embeddings().create(asked).data().get(0).embedding())
                .containsExactly(0.25f, -0.5f);
    }

    @Test
    void listsModels() {
        world.account(1, "openai");

        assertThat(client().models().list().autoPager().stream().map(Model::id))
                .containsExactlyInAnyOrder("gpt-5.6", "gpt-4o");
        assertThat(client().models().retrieve("gpt-4o").created()).isEqualTo(1715367049);
    }

    @Test
    void seesThatAKeyIsWrong() {
        world.account(1, "openai");

        UnauthorizedException refusal = catchThrowableOfType(
                UnauthorizedException.class,
                () -> clientWith("cr_wrong").responses().create(ASKED));

        assertThat(refusal.code()).contains("invalid_api_key");
        assertThat(refusal.type()).contains("invalid_request_error");
    }

    @Test
    void seesThatAModelIsNotForIt() {
        world.account(1, "openai");
        Key key = world.key(",\"rights\":{\"models\":{\"blocked\":[\"gpt-*\"]}}");

        assertThatThrownBy(() -> clientWith(key.text()).chat().completions().create(CHATTED))
                .isInstanceOf(PermissionDeniedException.class);
    }

    @Test
    void seesThatTheUpstreamRefusesTheRequest() {
        world.account(1, "openai");
        world.upstream().next(OpenAi.error(400, "invalid_request_error", "unsupported_parameter"));

        BadRequestException refusal = catchThrowableOfType(
                BadRequestException.class, () -> client().responses().create(ASKED));

        assertThat(refusal.code()).contains("unsupported_parameter");
    }

    @Test
    void seesThatALimitIsReached() {
        world.account(1, "openai");
        world.upstream().next(OpenAi.usageLimit(30));

        RateLimitException refusal = catchThrowableOfType(
                RateLimitException.class, () -> client().responses().create(ASKED));

        assertThat(refusal.code()).contains("rate_limit_exceeded");
        assertThat(refusal.headers().values("retry-after"))
                .singleElement()
                .satisfies(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(20, 30));
    }

    @Test
    void seesThatAStreamOfResponsesFailed() {
        world.account(1, "openai");
        world.upstream().next(OpenAi.responses(ResponsesScript.greeting()).cutAfterEvents(5));
        List<ResponseStreamEvent> all = new ArrayList<>();

        try (StreamResponse<ResponseStreamEvent> events = client().responses().createStreaming(ASKED)) {
            events.stream().forEach(all::add);
        }

        assertThat(all).hasSize(6);
        assertThat(all.get(5).asFailed().response().error().orElseThrow().message())
                .isEqualTo("The upstream ended its answer too early");
    }
}
