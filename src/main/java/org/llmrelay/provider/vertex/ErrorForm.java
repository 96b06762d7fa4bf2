package org.llmrelay.provider.vertex;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.llmrelay.call.Body;
import org.llmrelay.wire.JsonMembers;

/** Errors of Google's in Anthropic's form. */
final class ErrorForm {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ErrorForm() {}

    /** The error as Anthropic tells it; what is no error of Google's, such as one of Anthropic's, stays as it is. */
    static Body anthropics(int status, Body told) {
        JsonNode error = error(told);
        String message = error.path("message").asText("");
        if (message.isEmpty() || !error.path("code").isInt()) {
            return told;
        }
        String json = "{\"type\":\"error\",\"error\":{\"type\":\"" + type(status) + "\",\"message\":"
                + JsonMembers.literal(message) + "}}";
        return Body.wrap(json.getBytes(UTF_8));
    }

    private static JsonNode error(Body told) {
        try {
            JsonNode tree = JSON.readTree(told.array());
            return (tree.isArray() ? tree.path(0) : tree).path("error");
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
