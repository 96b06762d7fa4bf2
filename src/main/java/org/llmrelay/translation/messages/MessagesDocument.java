package org.llmrelay.translation.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.translation.AnswerWriter;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Spent;
import org.llmrelay.translation.Stop;
import org.llmrelay.translation.Trees;

/** Writes a message in one piece: thoughts, then words, then uses of tools. */
final class MessagesDocument implements AnswerWriter {
    private static final byte[] NOTHING = new byte[0];

    private final Call call;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final Map<Integer, Use> uses = new LinkedHashMap<>();
    private @Nullable String id;
    private @Nullable String model;
    private byte[] written = NOTHING;

    /** A tool's use and what has come of its input. */
    private record Use(Part.ToolUse use, StringBuilder input) {}

    MessagesDocument(Call call) {
        this.call = call;
    }

    @Override
    public void begin(@Nullable String id, @Nullable String model) {
        this.id = id;
        this.model = model;
    }

    @Override
    public void text(String more) {
        text.append(more);
    }

    @Override
    public void thought(String more) {
        thought.append(more);
    }

    @Override
    public void tool(int key, Part.ToolUse use) {
        uses.put(key, new Use(use, new StringBuilder(use.input())));
    }

    @Override
    public void toolInput(int key, String json) {
        Use use = uses.get(key);
        if (use != null) {
            use.input().append(json);
        }
    }

    @Override
    public void end(Stop stop, Spent spent) {
        ObjectNode message = Trees.object()
                .put("id", MessagesWords.id(id, call))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model == null ? call.facts().model() : model);
        content(message.putArray("content"));
        message.put("stop_reason", MessagesWords.reason(stop)).putNull("stop_sequence");
        message.set("usage", MessagesWords.usage(spent));
        written = Trees.bytes(message);
    }

    private void content(ArrayNode content) {
        if (thought.length() > 0) {
            content.addObject()
                    .put("type", "thinking")
                    .put("thinking", thought.toString())
                    .put("signature", "");
        }
        if (text.length() > 0) {
            content.addObject().put("type", "text").put("text", text.toString());
        }
        for (Use use : uses.values()) {
            JsonNode input = Trees.value(use.input().toString())
                    .filter(JsonNode::isObject)
                    .orElseGet(() -> Trees.object().put("arguments", use.input().toString()));
            content.addObject()
                    .put("type", "tool_use")
                    .put("id", use.use().id())
                    .put("name", use.use().name())
                    .set("input", input);
        }
    }

    @Override
    public void error(int status, String message) {
        written = MessagesCaller.errorJson(status, message).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] taken() {
        byte[] bytes = written;
        written = NOTHING;
        return bytes;
    }
}
