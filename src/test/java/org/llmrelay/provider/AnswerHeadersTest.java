package org.llmrelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.call.Headers;

class AnswerHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "Keep-Alive",
                "Proxy-Authenticate",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Set-Cookie",
                "set-cookie2",
                "anthropic-organization-id",
                "anthropic-workspace-id",
                "anthropic-ratelimit-requests-remaining",
                "Anthropic-RateLimit-Unified-5h-Reset",
                "openai-organization",
                "x-ratelimit-limit-tokens",
                "Server",
                "Date",
                "Alt-Svc",
                "Strict-Transport-Security"
            })
    void leaveBehind(String name) {
        assertThat(AnswerHeaders.forCaller(Headers.of(name, "x")).fields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request-id",
                "retry-after",
                "x-should-retry",
                "Content-Type",
                "content-length",
                "content-encoding",
                "via",
                "cf-ray",
                "anthropic-new-thing",
                "x-never-heard-of"
            })
    void letPass(String name) {
        Headers answer = Headers.of(name, "x");

        assertThat(AnswerHeaders.forCaller(answer).fields()).isEqualTo(answer.fields());
    }

    @Test
    void leaveBehindWhatTheConnectionFieldsName() {
        Headers answer = Headers.of(
                "X-Hop",
                "1",
                "Connection",
                "close, x-HOP ,Content-Length",
                "connection",
                "x-other",
                "x-other",
                "2",
                "content-length",
                "5",
                "x-kept",
                "3");

        assertThat(AnswerHeaders.forCaller(answer).toString()).isEqualTo("[content-length, x-kept]");
    }

    @Test
    void keepOrderAndRepeatedFields() {
        Headers answer = Headers.of("b", "1", "server", "x", "a", "2", "B", "3");

        assertThat(AnswerHeaders.forCaller(answer).toString()).isEqualTo("[b, a, B]");
    }
}
