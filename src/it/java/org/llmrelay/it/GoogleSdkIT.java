package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ClientException;
import com.google.genai.errors.ServerException;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Schema;
import com.google.genai.types.Tool;
import com.google.genai.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.llmrelay.fake.Gemini;
import org.llmrelay.fake.GeminiScript;

/** Google's own Java SDK against the relay. */
@ExtendWith(ArquillianExtension.class)
class GoogleSdkIT {
    private static final String MODEL = "gemini-3.8-flash";
    private static final GeminiScript GREETING = GeminiScript.greeting().withModel(MODEL);

    @RegisterExtension
    final RelayWorld world = new RelayWorld();

    private Client client() {
        return clientWith(world.key().text());
    }

    private static Client clientWith(String key) {
        return Client.builder()
                .apiKey(key)
                .httpOptions(HttpOptions.builder()
                        .baseUrl("http://127.0.0.1:" + RelayWar.PORT + "/gemini")
                        .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                        .build())
                .build();
    }

    private static GenerateContentConfig withTool() {
        FunctionDeclaration readFile = FunctionDeclaration.builder()
                .name("read_file")
                .parameters(Schema.builder()
                        .type(Type.Known.OBJECT)
                        .properties(Map.of(
                                "path", Schema.builder().type(Type.Known.STRING).build()))
                        .build())
                .build();
        return GenerateContentConfig.builder()
                .tools(Tool.builder().functionDeclarations(readFile).build())
                .build();
    }

    @Test
    void generatesContentWithAToolCall() {
        world.account(50, "gemini");
        world.upstream().next(Gemini.answer(GREETING));

        GenerateContentResponse response = client().models.generateContent(MODEL, "Read it", withTool());

        assertThat(response.text()).contains("Grüße aus Köln! 你好 👩‍💻");
        assertThat(Objects.requireNonNull(response.functionCalls()))
                .singleElement()
                .extracting(FunctionCall::name)
                .isEqualTo(Optional.of("read_file"));
        assertThat(response.usageMetadata().orElseThrow().thoughtsTokenCount()).contains((int) GeminiScript.THOUGHTS);
    }

    @Test
    void streamsContent() {
        world.account(50, "gemini");
        world.upstream().next(Gemini.answer(GREETING).oneByteAtATime());
        StringBuilder text = new StringBuilder();
        List<GenerateContentResponse> chunks = new ArrayList<>();

        try (ResponseStream<GenerateContentResponse> stream =
                client().models.generateContentStream(MODEL, "Read it", withTool())) {
            for (GenerateContentResponse chunk : stream) {
                chunks.add(chunk);
                text.append(Objects.toString(chunk.text(), ""));
            }
        }

        assertThat(text.toString()).contains("Grüße aus Köln! 你好 👩‍💻");
        assertThat(chunks).hasSize(GREETING.events().size());
    }

    @Test
    void countsTokensAndListsModels() {
        world.account(50, "gemini");
        List<String> models = new ArrayList<>();

        assertThat(client().models
                        .countTokens(MODEL, "How many?", null)
                        .totalTokens()
                        .orElseThrow())
                .isPositive();
        client().models.list(null).forEach(model -> models.add(model.name().orElseThrow()));

        assertThat(models).containsExactlyInAnyOrder("models/gemini-3.8-flash", "models/gemini-2.5-pro");
    }

    @Test
    void seesThatAKeyIsWrong() {
        ClientException refusal = catchThrowableOfType(
                ClientException.class, () -> clientWith("cr_wrong").models.generateContent(MODEL, "Hi", null));

        assertThat(refusal.code()).isEqualTo(400);
        assertThat(refusal.message()).startsWith("API key not valid");
    }

    @Test
    void seesThatALimitIsReached() {
        world.account(50, "gemini");
        world.upstream().next(Gemini.exhausted("30s"));

        ClientException refusal = catchThrowableOfType(
                ClientException.class, () -> client().models.generateContent(MODEL, "Hi", null));

        assertThat(refusal.code()).isEqualTo(429);
    }

    @Test
    void seesThatAStreamBroke() {
        world.account(50, "gemini");
        world.upstream().next(Gemini.answer(GREETING).cutAfterEvents(3));

        try (ResponseStream<GenerateContentResponse> stream =
                client().models.generateContentStream(MODEL, "Hi", null)) {
            ServerException broken = catchThrowableOfType(ServerException.class, () -> stream.forEach(chunk -> {}));

            assertThat(broken.code()).isEqualTo(502);
        }
    }
}
