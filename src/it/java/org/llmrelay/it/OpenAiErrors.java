package org.llmrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.llmrelay.it.DialectRow.Failing;

/** Errors in OpenAI's form. */
final class OpenAiErrors {
    private OpenAiErrors() {}

    static void require(Reply reply, Failing failing) {
        switch (failing) {
            case UNKNOWN_KEY -> require(reply, 401, "invalid_request_error", "invalid_api_key");
            case LACKS_SERVICE -> require(reply, 403, "invalid_request_error", "insufficient_permissions");
            case LACKS_MODEL -> require(reply, 403, "invalid_request_error", "model_not_found");
            case TOO_MANY_REQUESTS -> require(reply, 429, "requests", "rate_limit_exceeded");
            case NO_ACCOUNT -> require(reply, 503, "server_error", "null");
        }
    }

    /** Requires exactly the fields that OpenAI's own errors have. {@code code}: {@code null} where there is none. */
    static void require(Reply reply, int status, String type, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(reply.header("x-request-id")).startsWith("req_");
        assertThat(reply.json().fieldNames()).toIterable().containsExactly("error");
        JsonNode error = reply.json().path("error");
        assertThat(error.fieldNames()).toIterable().containsExactly("message", "type", "param", "code");
        assertThat(error.path("message").asText()).isNotBlank();
        assertThat(error.path("type").asText()).isEqualTo(type);
        assertThat(error.path("code").asText()).isEqualTo(code);
    }
}
