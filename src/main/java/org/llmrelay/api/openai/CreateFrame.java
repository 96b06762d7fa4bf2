package org.llmrelay.api.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;
import org.llmrelay.wire.JsonMembers;

/**
 * A frame that asks for a response.
 *
 * @param body what would be asked for over HTTP
 * @param objection what is wrong with it, or null
 * @param previous the response that it goes on from, or empty
 */
record CreateFrame(Body body, @Nullable String objection, String previous, JsonNode input) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TYPE = "response.create";

    static CreateFrame read(String frame) {
        try {
            JsonNode tree = JSON.readTree(frame);
            return read(frame, tree == null ? JSON.missingNode() : tree);
        } catch (JsonProcessingException e) {
            return wrong("The frame is not valid JSON");
        }
    }

    private static CreateFrame read(String frame, JsonNode tree) {
        if (!tree.path("type").asText().equals(TYPE)) {
            return wrong("The frame's type must be " + TYPE);
        }
        if (tree.has("stream_id")) {
            return wrong("stream_id: one stream is offered on a connection");
        }
        if (tree.path("generate").isBoolean() && !tree.path("generate").asBoolean()) {
            return wrong("generate: responses are always generated here");
        }
        Body body = JsonMembers.of(Body.wrap(frame.getBytes(UTF_8)))
                .without("type")
                .without("generate")
                .with("stream", "true")
                .body();
        return new CreateFrame(body, null, tree.path("previous_response_id").asText(""), tree.path("input"));
    }

    private static CreateFrame wrong(String objection) {
        return new CreateFrame(Body.EMPTY, objection, "", JSON.missingNode());
    }
}
