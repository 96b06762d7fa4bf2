package org.llmrelay.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiPathTest {
    @ParameterizedTest
    @CsvSource({
        "/v1beta/models/gemini-2.5-pro:generateContent, gemini-2.5-pro, /v1beta/models/gemini-2.5-pro:generateContent",
        "/v1/models/gemini-2.5-pro:generateContent, gemini-2.5-pro, /v1/models/gemini-2.5-pro:generateContent",
        "/models/gemini-2.5-pro:generateContent, gemini-2.5-pro, /v1beta/models/gemini-2.5-pro:generateContent",
        "/models/gemini%2D2.5%2dpro%3AgenerateContent, gemini-2.5-pro, /v1beta/models/gemini-2.5-pro:generateContent",
        "/models/a%20b+c%25:generateContent, a b+c%, /v1beta/models/a%20b%2Bc%25:generateContent",
        "/models/m:1:generateContent, m:1, /v1beta/models/m%3A1:generateContent",
        "/models/m%C3%A9:generateContent, mé, /v1beta/models/m%C3%A9:generateContent"
    })
    void readsTheModelAsAProviderWould(String raw, String model, String text) {
        GeminiPath path = GeminiPath.of(raw).orElseThrow();

        assertThat(path.model()).isEqualTo(model);
        assertThat(path.method()).isEqualTo("generateContent");
        assertThat(path.text()).isEqualTo(text);
    }

    @Test
    void readsItsOwnText() {
        GeminiPath path = GeminiPath.of("/v1/models/a%2520b:countTokens").orElseThrow();

        assertThat(path.model()).isEqualTo("a%20b");
        assertThat(GeminiPath.of(path.text())).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/models",
                "/models/",
                "/models/m",
                "/models/:generateContent",
                "/v2/models/m:generateContent",
                "/v1beta/v1/models/m:generateContent",
                "/models/a/b:generateContent",
                "/models/a%2Fb:generateContent",
                "/models/..:generateContent",
                "/models/%2e%2E:generateContent",
                "/models/a%0Ab:generateContent",
                "/models/a%zz:generateContent",
                "/models/a%2:generateContent",
                "/models/a%ff:generateContent",
                "/models/a%c0%af:generateContent"
            })
    void doesNotReadWhatNoProviderWouldTakeForAModel(String raw) {
        assertThat(GeminiPath.of(raw)).isEmpty();
    }

    @Test
    void doesNotReadAModelWithoutEnd() {
        assertThat(GeminiPath.of("/models/" + "m".repeat(257) + ":generateContent"))
                .isEmpty();
    }
}
