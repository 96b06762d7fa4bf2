package org.llmrelay.api.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;
import org.llmrelay.wire.JsonMembers;

/**
 * What was said on one connection, up to the last response: a request that goes on from there is sent whole, because over HTTP the provider knows of it only
 * what it was asked to store. A conversation that has grown large is forgotten, and the provider is asked by the response's id. Thread-safe.
 */
final class Conversation {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_CHARS = 4 << 20;

    private final AtomicReference<@Nullable Turn> last = new AtomicReference<>();
    private final AtomicReference<ArrayNode> asked = new AtomicReference<>(JSON.createArrayNode());

    /** The items up to a response, and its id. */
    private record Turn(String response, ArrayNode items) {}

    /** The body of a request, with all that it goes on from. */
    Body continued(CreateFrame create) {
        ArrayNode items = JSON.createArrayNode();
        Turn turn = last.get();
        boolean known = turn != null && turn.response().equals(create.previous());
        if (turn != null && known) {
            items.addAll(turn.items());
        }
        add(create.input(), items);
        asked.set(items);
        return known
                ? JsonMembers.of(create.body())
                        .without("previous_response_id")
                        .with("input", items.toString())
                        .body()
                : create.body();
    }

    private static void add(JsonNode input, ArrayNode items) {
        if (input.isTextual()) {
            items.addObject().put("type", "message").put("role", "user").set("content", input);
        } else {
            input.forEach(items::add);
        }
    }

    /** Takes the event that ends a response. */
    void completed(String event) {
        try {
            JsonNode response = JSON.readTree(event).path("response");
            ArrayNode items = JSON.createArrayNode().addAll(asked.get());
            response.path("output").forEach(items::add);
            boolean small = items.toString().length() <= MOST_CHARS;
            last.set(small ? new Turn(response.path("id").asText(""), items) : null);
        } catch (JsonProcessingException e) {
            last.set(null);
        }
    }
}
