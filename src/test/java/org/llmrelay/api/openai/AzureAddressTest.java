package org.llmrelay.api.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;

class AzureAddressTest {
    private static Call.Request plain(String path, @Nullable String query, String body) {
        return AzureAddress.plain(new Call.Request("POST", path, query, Headers.NONE, Body.wrap(body.getBytes(UTF_8))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "/azure/openai/deployments/gpt-5/chat/completions | {\"messages\":[]} | /v1/chat/completions | {\"model\":\"gpt-5\",\"messages\":[]}",
                "/azure/openai/deployments/gpt%205/embeddings/ | {\"model\":\"x\"} | /v1/embeddings | {\"model\":\"gpt 5\"}",
                "/azure/openai/deployments/d/responses | nothing | /v1/responses | nothing",
                "/v1/chat/completions | {\"model\":\"x\"} | /v1/chat/completions | {\"model\":\"x\"}"
            })
    void callsTheDeploymentTheModel(String path, String body, String plainPath, String plainBody) {
        Call.Request plain = plain(path, "api-version=2024-10-21", body);

        assertThat(plain.path()).isEqualTo(plainPath);
        assertThat(new String(plain.body().array(), UTF_8)).isEqualTo(plainBody);
        assertThat(plain.query()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"a=1&api-version=v1&b=2, a=1&b=2", "api-version, ", "api-versions=1, api-versions=1", ", "})
    void keepsTheRestOfTheQuery(@Nullable String query, @Nullable String rest) {
        assertThat(plain("/v1/responses", query, "{}").query()).isEqualTo(rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/azure/openai/deployments",
                "/azure/openai/deployments/d",
                "/azure/openai/deployments/d/nothing",
                "/azure/openai/deployments//chat/completions",
                "/azure/openai/deployments/d/chat/completions/more"
            })
    void knowsWhatADeploymentLacks(String path) {
        assertThat(AzureAddress.endpoint(path)).isEmpty();
    }
}
