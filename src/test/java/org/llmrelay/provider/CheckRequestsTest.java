package org.llmrelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.provider.anthropic.AnthropicProvider;
import org.llmrelay.provider.azure.AzureProvider;
import org.llmrelay.provider.claude.ClaudeProvider;
import org.llmrelay.provider.codex.CodexProvider;
import org.llmrelay.provider.gemini.CodeAssistProvider;
import org.llmrelay.provider.gemini.GeminiProvider;
import org.llmrelay.provider.openai.CompatibleProvider;
import org.llmrelay.provider.openai.OpenAiProvider;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

class CheckRequestsTest {
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final Map<String, String> FIELDS = Map.of(
            "azure-openai", "base_url=https://u.example,deployment=mine,api_version=2024-10-21",
            "gemini-oauth", "base_url=https://u.example,project=p-1");

    static List<Provider> providers() {
        return List.of(
                new AnthropicProvider(),
                new ClaudeProvider(),
                new OpenAiProvider(),
                new CompatibleProvider(),
                new AzureProvider(),
                new CodexProvider(),
                new GeminiProvider(),
                new CodeAssistProvider());
    }

    private static Account account(Provider provider) {
        Map<String, String> fields = new HashMap<>();
        for (String field : FIELDS.getOrDefault(provider.kind(), "base_url=https://u.example")
                .split(",", -1)) {
            fields.put(field.split("=", 2)[0], field.split("=", 2)[1]);
        }
        String secret = provider.oauth().isPresent() ? Connection.ACCESS_TOKEN : "api_key";
        return new Account(
                "a1",
                provider.kind(),
                new Account.Profile("A", true, 50),
                new Connection(fields, Map.of(secret, Secret.of("sk-of-a1")), Map.of("nick", "re\"al")),
                Instant.EPOCH);
    }

    private static Optional<UpstreamRequest> check(Provider provider, @Nullable String model) {
        return provider.prepareCheck(account(provider), model, TIMEOUTS);
    }

    private static JsonNode body(UpstreamRequest request) {
        try {
            return new JsonMapper().readTree(request.body().array());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + request, e);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyKindCanBeAskedForAWordOfAModelWithItsOwnCredential(Provider provider) {
        UpstreamRequest request = check(provider, "nick").orElseThrow();

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri().getHost()).isEqualTo("u.example");
        assertThat(request.headers().fields().toString() + request.uri()).contains("sk-of-a1");
        assertThat(body(request).toString() + request.uri()).containsAnyOf("re\\\"al", "re%22al");
    }

    @Test
    void kindsThatHaveAWayAreAskedForWhatCostsNothing() {
        assertThat(check(new OpenAiProvider(), null))
                .map(UpstreamRequest::method)
                .contains("GET");
        assertThat(check(new CodeAssistProvider(), null))
                .map(request -> request.uri().toString())
                .contains("https://u.example/v1internal:loadCodeAssist");
        assertThat(check(new CodexProvider(), null)).isEmpty();
    }

    @Test
    void azureIsAskedForTheDeployment() {
        UpstreamRequest request = check(new AzureProvider(), null).orElseThrow();

        assertThat(request.uri())
                .hasToString("https://u.example/openai/deployments/mine/chat/completions?api-version=2024-10-21");
    }

    @Test
    void codeAssistIsAskedInTheNameOfTheProject() {
        JsonNode body = body(check(new CodeAssistProvider(), "m").orElseThrow());

        assertThat(body.at("/project").asText()).isEqualTo("p-1");
        assertThat(body.at("/request/contents/0/parts/0/text").asText()).isEqualTo("Say ok");
    }

    @Test
    void codexIsAskedForAStreamWithInstructions() {
        JsonNode body = body(check(new CodexProvider(), "m").orElseThrow());

        assertThat(body.at("/stream").asBoolean()).isTrue();
        assertThat(body.at("/store").asBoolean(true)).isFalse();
        assertThat(body.at("/instructions").asText()).isNotEmpty();
        assertThat(body.at("/input/0/content/0/text").asText()).isEqualTo("Say ok");
    }
}
