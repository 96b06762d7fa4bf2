package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.PermissionDeniedException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.SseException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.ErrorType;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.models.ModelInfo;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Behaviours;
import org.llmrelay.fake.MessageScript;

/** Anthropic's own Java SDK against the relay. */
@ExtendWith(ArquillianExtension.class)
class AnthropicSdkIT {
    private static final MessageScript FULL = MessageScript.full().withModel(Ask.MODEL);
    private static final MessageCreateParams ASKED = MessageCreateParams.builder()
            .model(Ask.MODEL)
            .maxTokens(1024)
            .addUserMessage("Tell me of the " + Prompt.MARK)
            .build();

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private AnthropicClient client() {
        return clientWith(world.key().text());
    }

    private static AnthropicClient clientWith(String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + RelayWar.PORT + "/api")
                .apiKey(key)
                .maxRetries(0)
                .timeout(Patience.USUAL)
                .build();
    }

    @Test
    void createsAMessage() {
        world.account();
        world.upstream().next(Behaviours.json(FULL));

        requireFull(client().messages().create(ASKED));
    }

    @Test
    void streamsAMessage() {
        world.account();
        world.upstream().next(Behaviours.stream(FULL).oneByteAtATime());
        MessageAccumulator message = MessageAccumulator.create();

        try (StreamResponse<RawMessageStreamEvent> events = client().messages().createStreaming(ASKED)) {
            events.stream().forEach(message::accumulate);
        }

        requireFull(message.message());
    }

    private static void requireFull(Message message) {
        assertThat(message.content()).hasSize(3);
        assertThat(message.content().get(0).asThinking().thinking()).contains("先看看文件。");
        assertThat(message.content().get(1).asText().text()).contains("Grüße aus Köln! 你好，世界。 Emoji: 👩‍💻🚀🏳️‍🌈");
        assertThat(message.content().get(2).asToolUse().name()).isEqualTo("Read");
        assertThat(message.usage().outputTokens()).isEqualTo(FULL.tokens().output());
        assertThat(message.usage().inputTokens()).isEqualTo(FULL.tokens().input());
    }

    @Test
    void signsInWithABearerTokenToo() {
        world.account();
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + RelayWar.PORT)
                .authToken(world.key().text())
                .maxRetries(0)
                .build();

        assertThat(client.messages().create(ASKED).content()).hasSize(1);
    }

    @Test
    void seesThatAKeyIsWrong() {
        world.account();

        UnauthorizedException refusal = catchThrowableOfType(
                UnauthorizedException.class,
                () -> clientWith("cr_wrong").messages().create(ASKED));

        requireType(refusal, ErrorType.AUTHENTICATION_ERROR);
        assertThatThrownBy(() -> clientWith("cr_wrong").messages().createStreaming(ASKED))
                .isInstanceOf(UnauthorizedException.class);
    }

    private static void requireType(AnthropicServiceException refusal, ErrorType type) {
        assertThat(refusal.type()).contains(type);
        assertThat(refusal.apiMessage()).isPresent();
        assertThat(refusal.requestId()).isPresent();
    }

    @Test
    void seesThatAKeyIsDisabled() {
        world.account();
        Key key = world.key(",\"enabled\":false");

        assertThatThrownBy(() -> clientWith(key.text()).messages().create(ASKED))
                .isInstanceOf(PermissionDeniedException.class);
    }

    @Test
    void seesThatTheUpstreamRefusesTheRequest() {
        world.account();
        world.upstream().next(Behaviours.status(400));

        BadRequestException refusal = catchThrowableOfType(
                BadRequestException.class, () -> client().messages().create(ASKED));

        requireType(refusal, ErrorType.INVALID_REQUEST_ERROR);
        assertThat(refusal.apiMessage()).contains("max_tokens: Field required");
    }

    @Test
    void seesThatALimitIsReached() {
        world.account();
        world.upstream().next(Behaviours.status(429).retryAfter(30));

        RateLimitException refusal = catchThrowableOfType(
                RateLimitException.class, () -> client().messages().create(ASKED));

        requireType(refusal, ErrorType.RATE_LIMIT_ERROR);
        assertThat(refusal.headers().values("retry-after"))
                .singleElement()
                .satisfies(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(20, 30));
    }

    @Test
    void seesThatAStreamBroke() {
        world.account();
        world.upstream().next(Behaviours.stream(FULL).cutAfterEvents(5));

        try (StreamResponse<RawMessageStreamEvent> events = client().messages().createStreaming(ASKED)) {
            SseException broken = catchThrowableOfType(
                    SseException.class, () -> events.stream().forEach(event -> {}));

            assertThat(broken.apiMessage()).isPresent();
        }
    }

    @Test
    void countsTokens() {
        world.account();
        MessageCountTokensParams counted = MessageCountTokensParams.builder()
                .model(Ask.MODEL)
                .addUserMessage("How many?")
                .build();

        assertThat(client().messages().countTokens(counted).inputTokens()).isPositive();
    }

    @Test
    void listsModels() {
        world.account();

        List<String> models =
                client().models().list().autoPager().stream().map(ModelInfo::id).toList();

        assertThat(models).hasSize(6).contains("claude-opus-5-5", "claude-3-5-haiku-20241022");
        assertThat(client().models().retrieve("claude-opus-5-5").displayName()).isEqualTo("Claude Opus 5.5");
    }
}
