package org.llmrelay.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.call.Headers;

class RequestHeadersTest {
    @Test
    void unknownFieldsGoOnInTheirOrderAndCase() {
        Headers headers = RequestHeaders.of(PlainRequest.with(
                null,
                "anthropic-version",
                "2023-06-01",
                "X-New-Thing",
                "a",
                "x-claude-code-session-id",
                "s",
                "X-New-Thing",
                "b"));

        assertThat(headers.fields())
                .containsExactly(
                        new Headers.Field("anthropic-version", "2023-06-01"),
                        new Headers.Field("X-New-Thing", "a"),
                        new Headers.Field("X-New-Thing", "b"),
                        new Headers.Field("x-claude-code-session-id", "s"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "Content-Length",
                "Expect",
                "Connection",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Proxy-Authorization",
                "Authorization",
                "X-Api-Key",
                "x-goog-api-key",
                "API-Key",
                "Cookie",
                "Forwarded",
                "Via",
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "X-Real-IP",
                "CF-Connecting-IP",
                "CF-Ray",
                "True-Client-IP"
            })
    void someFieldsStayBehind(String name) {
        assertThat(RequestHeaders.of(PlainRequest.with(null, name, "value", "accept", "*/*"))
                        .fields())
                .containsExactly(new Headers.Field("accept", "*/*"));
    }

    @Test
    void fieldsThatTheConnectionHeaderNamesStayBehind() {
        Headers headers = RequestHeaders.of(PlainRequest.with(
                null,
                "Connection",
                "keep-alive, X-Hop",
                "connection",
                "X-Other",
                "x-hop",
                "1",
                "X-OTHER",
                "2",
                "accept",
                "*/*"));

        assertThat(headers.fields()).containsExactly(new Headers.Field("accept", "*/*"));
    }
}
