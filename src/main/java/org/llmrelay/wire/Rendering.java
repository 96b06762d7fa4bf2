package org.llmrelay.wire;

import java.nio.charset.StandardCharsets;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;

/** A whole small answer, ready to be sent. */
public record Rendering(int status, Headers headers, Body body) {

    public static Rendering json(int status, Headers headers, String json) {
        return new Rendering(
                status,
                headers.with("content-type", "application/json"),
                Body.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }
}
