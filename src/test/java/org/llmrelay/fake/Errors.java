package org.llmrelay.fake;

import java.util.Map;

/** The provider's error bodies and error events. */
final class Errors {
    private static final Map<Integer, String> TYPES = Map.ofEntries(
            Map.entry(400, "invalid_request_error"),
            Map.entry(401, "authentication_error"),
            Map.entry(402, "billing_error"),
            Map.entry(403, "permission_error"),
            Map.entry(404, "not_found_error"),
            Map.entry(409, "conflict_error"),
            Map.entry(413, "request_too_large"),
            Map.entry(422, "invalid_request_error"),
            Map.entry(429, "rate_limit_error"),
            Map.entry(504, "timeout_error"),
            Map.entry(529, "overloaded_error"));

    private static final Map<String, String> MESSAGES = Map.ofEntries(
            Map.entry("invalid_request_error", "max_tokens: Field required"),
            Map.entry("authentication_error", "invalid x-api-key"),
            Map.entry("billing_error", "Your credit balance is too low to access the Anthropic API."),
            Map.entry("permission_error", "Your account does not have permission to use this resource."),
            Map.entry("not_found_error", "model: claude-none"),
            Map.entry("request_too_large", "Request exceeds the maximum size"),
            Map.entry("rate_limit_error", "This request would exceed your organization's rate limit."),
            Map.entry("api_error", "Internal server error"),
            Map.entry("timeout_error", "Request timed out"),
            Map.entry("overloaded_error", "Overloaded"));

    private Errors() {}

    static Content body(int status, String requestId) {
        String type = TYPES.getOrDefault(status, "api_error");
        Content body = body(status, type, messageOf(type), requestId);
        return status == 429 || status >= 500 ? body.with("x-should-retry", "true") : body;
    }

    static Content body(int status, String type, String message, String requestId) {
        return Content.json(
                status,
                "{\"type\":\"error\",\"error\":{\"type\":%s,\"message\":%s},\"request_id\":%s}"
                        .formatted(Json.quote(type), Json.quote(message), Json.quote(requestId)));
    }

    static byte[] event(String type) {
        return MessageScript.event(
                "error",
                "{\"type\":\"error\",\"error\":{\"details\":null,\"type\":%s,\"message\":%s}}"
                        .formatted(Json.quote(type), Json.quote(messageOf(type))));
    }

    private static String messageOf(String type) {
        return MESSAGES.getOrDefault(type, "Something went wrong: " + type);
    }
}
