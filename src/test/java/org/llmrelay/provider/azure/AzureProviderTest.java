package org.llmrelay.provider.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Span;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.ProviderContract;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.UpstreamRequest;

class AzureProviderTest extends ProviderContract {
    private final Provider provider = new AzureProvider();

    @Override
    protected Provider provider() {
        return provider;
    }

    @Override
    protected Connection connection() {
        return connection("2024-10-21");
    }

    private static Connection connection(String version) {
        return new Connection(
                Map.of("base_url", "https://me.openai.azure.com/", "deployment", "main", "api_version", version),
                Map.of("api_key", Secret.of("hush")),
                Map.of("gpt-4o-mini", "small"));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-10-21, /v1/chat/completions, gpt-5, /openai/deployments/main/chat/completions?api-version=2024-10-21, gpt-5",
        "2024-10-21, /v1/chat/completions, gpt-4o-mini, /openai/deployments/small/chat/completions?api-version=2024-10-21, small",
        "2024-10-21, /v1/embeddings, gpt-5, /openai/deployments/main/embeddings?api-version=2024-10-21, gpt-5",
        "2025-04-01-preview, /v1/responses, gpt-5, /openai/responses?api-version=2025-04-01-preview, main",
        "2025-04-01-preview, /v1/responses, gpt-4o-mini, /openai/responses?api-version=2025-04-01-preview, small",
        "v1, /v1/responses, gpt-5, /openai/v1/responses, main",
        "v1, /v1/chat/completions, gpt-4o-mini, /openai/v1/chat/completions, small",
        "preview, /v1/chat/completions, gpt-5, /openai/v1/chat/completions?api-version=preview, main"
    })
    void callsTheDeploymentInTheWayOfTheVersion(
            String version, String path, String model, String address, String named) {
        UpstreamRequest request = provider.prepare(calling(path, model, null), account(connection(version)), TIMEOUTS);

        assertThat(request.uri()).hasToString("https://me.openai.azure.com" + address);
        assertThat(new String(request.body().array(), UTF_8)).isEqualTo("{\"model\":\"" + named + "\"}");
    }

    @Test
    void keepsTheQueryOfTheCaller() {
        UpstreamRequest request = provider.prepare(calling("/v1/responses", "m", "a=1"), account(), TIMEOUTS);

        assertThat(request.uri().getQuery()).isEqualTo("api-version=2024-10-21&a=1");
    }

    @Test
    void sendsTheKeyInItsOwnField() {
        UpstreamRequest request = provider.prepare(call(), account(), TIMEOUTS);

        assertThat(request.headers().first("api-key")).contains("hush");
        assertThat(request.headers().first("authorization")).isEmpty();
    }

    private static Call calling(String path, String model, @Nullable String query) {
        byte[] body = ("{\"model\":\"" + model + "\"}").getBytes(UTF_8);
        Facts facts = new Facts(model, model, new Span(9, body.length - 1), 0, true, null);
        Call.Request request = new Call.Request("POST", path, query, Headers.NONE, Body.wrap(body));
        return new Call(new CallId("c1"), "openai", "openai", Operation.GENERATE, request, facts, Instant.EPOCH);
    }

    @Test
    void listsNoModels() {
        Account account = account();

        assertThat(provider.prepareModelListing(account, TIMEOUTS)).isEmpty();
    }
}
