package org.llmrelay.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A use of a tool whose input comes piece by piece. Confined to one answer. */
public final class ToolInput {
    private final Part.ToolUse use;
    private final StringBuilder input;

    public ToolInput(Part.ToolUse use) {
        this.use = use;
        this.input = new StringBuilder(use.input());
    }

    public void add(String json) {
        input.append(json);
    }

    /** The use with all of its input. */
    public Part.ToolUse whole() {
        return new Part.ToolUse(use.id(), use.name(), input.toString(), use.signature());
    }

    /** An input as an object: what a model has written need not be one, where other dialects know nothing else. */
    public static JsonNode object(String json) {
        Optional<JsonNode> told = Trees.value(json);
        if (told.filter(JsonNode::isObject).isPresent()) {
            return told.get();
        }
        ObjectNode empty = Trees.object();
        return json.isBlank() ? empty : empty.put("arguments", json);
    }
}
