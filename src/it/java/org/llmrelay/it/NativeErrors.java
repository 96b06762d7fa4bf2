package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** Errors in the form of Anthropic's Messages. */
final class NativeErrors {
    private NativeErrors() {}

    /** Requires exactly the fields that the provider's own errors have. */
    static void requireForm(String body, String type, String requestId) {
        JsonNode error = Json.read(body);
        assertThat(error.fieldNames()).toIterable().containsExactlyInAnyOrder("type", "error", "request_id");
        assertThat(error.path("type").asText()).isEqualTo("error");
        assertThat(error.path("error").path("type").asText()).as(body).isEqualTo(type);
        assertThat(error.path("error").path("message").asText()).isNotBlank();
        assertThat(error.path("request_id").asText()).isNotBlank().isEqualTo(requestId);
    }
}
