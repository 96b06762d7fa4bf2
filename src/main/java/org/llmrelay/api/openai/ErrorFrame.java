package org.llmrelay.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.llmrelay.call.Headers;

/** Errors as a socket tells them: what HTTP says in status, header and body, in one frame. */
final class ErrorFrame {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ErrorFrame() {}

    static String of(int status, Headers headers, byte[] body) {
        ObjectNode frame = JSON.createObjectNode().put("type", "error").put("status", status);
        frame.set("error", error(body));
        ObjectNode fields = frame.putObject("headers");
        headers.fields().forEach(field -> fields.put(field.name(), field.value()));
        return frame.toString();
    }

    static String malformed(String message) {
        ObjectNode frame = JSON.createObjectNode().put("type", "error").put("status", 400);
        frame.putObject("error")
                .put("type", "invalid_request_error")
                .put("message", message)
                .putNull("param")
                .putNull("code");
        return frame.toString();
    }

    private static JsonNode error(byte[] body) {
        try {
            JsonNode error = JSON.readTree(body).path("error");
            if (error.isObject()) {
                return error;
            }
        } catch (IOException e) {
            // The status has to do.
        }
        return JSON.createObjectNode()
                .put("type", "server_error")
                .put("message", "The upstream could not answer")
                .putNull("code");
    }
}
