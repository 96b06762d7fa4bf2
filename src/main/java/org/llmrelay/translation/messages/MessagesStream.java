package org.llmrelay.translation.messages;

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

/**
 * Writes a stream of Messages, event by event. Text and thoughts end when something else begins; uses of tools stay open until the end, because an upstream may tell
 * of several at once.
 */
final class MessagesStream implements AnswerWriter {
    private final Call call;
    private final StringBuilder written = new StringBuilder();
    private final Map<Integer, Integer> tools = new LinkedHashMap<>();
    private boolean begun;
    private int blocks;
    /** The kind of the open block of words, or empty where none is open. */
    private String open = "";

    MessagesStream(Call call) {
        this.call = call;
    }

    @Override
    public void begin(@Nullable String id, @Nullable String model) {
        begun = true;
        event(
                "message_start",
                "\"message\":{\"id\":"
                        + Trees.quoted(MessagesWords.id(
                                id == null || id.isEmpty() ? call.id().value() : id))
                        + ",\"type\":\"message\",\"role\":\"assistant\",\"model\":"
                        + Trees.quoted(model == null ? call.facts().model() : model)
                        + ",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                        + "\"usage\":{\"input_tokens\":0,\"output_tokens\":0}}");
    }

    @Override
    public void text(String text) {
        words("text", "{\"type\":\"text\",\"text\":\"\"}");
        delta(blocks - 1, "text_delta", "text", text);
    }

    @Override
    public void thought(String text) {
        words("thinking", "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
        delta(blocks - 1, "thinking_delta", "thinking", text);
    }

    @Override
    public void signature(String signature) {
        if (open.equals("thinking")) {
            delta(blocks - 1, "signature_delta", "signature", signature);
        }
    }

    @Override
    public void tool(int key, Part.ToolUse use) {
        closeWords();
        int index = block("{\"type\":\"tool_use\",\"id\":" + Trees.quoted(use.id()) + ",\"name\":"
                + Trees.quoted(use.name()) + ",\"input\":{}}");
        tools.put(key, index);
        if (!use.input().isEmpty()) {
            toolInput(key, use.input());
        }
    }

    @Override
    public void toolInput(int key, String json) {
        Integer index = tools.get(key);
        if (index != null) {
            delta(index, "input_json_delta", "partial_json", json);
        }
    }

    private void words(String kind, String start) {
        if (!open.equals(kind)) {
            closeWords();
            block(start);
            open = kind;
        }
    }

    private void closeWords() {
        if (!open.isEmpty()) {
            event("content_block_stop", "\"index\":" + (blocks - 1));
            open = "";
        }
    }

    private int block(String start) {
        if (!begun) {
            begin(null, null);
        }
        event("content_block_start", "\"index\":" + blocks + ",\"content_block\":" + start);
        return blocks++;
    }

    private void delta(int index, String type, String member, String text) {
        event(
                "content_block_delta",
                "\"index\":" + index + ",\"delta\":{\"type\":\"" + type + "\",\"" + member + "\":" + Trees.quoted(text)
                        + "}");
    }

    @Override
    public void end(Stop stop, Spent spent) {
        if (!begun) {
            begin(null, null);
        }
        closeWords();
        tools.values().forEach(index -> event("content_block_stop", "\"index\":" + index));
        event(
                "message_delta",
                "\"delta\":{\"stop_reason\":\"" + MessagesWords.reason(stop) + "\",\"stop_sequence\":null},\"usage\":"
                        + MessagesWords.usage(spent));
        written.append("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    }

    @Override
    public void error(int status, String message) {
        written.append("event: error\ndata: ")
                .append(MessagesCaller.errorJson(status, message))
                .append("\n\n");
    }

    private void event(String name, String members) {
        written.append("event: ")
                .append(name)
                .append("\ndata: {\"type\":\"")
                .append(name)
                .append("\",")
                .append(members)
                .append("}\n\n");
    }

    @Override
    public byte[] taken() {
        byte[] bytes = written.toString().getBytes(StandardCharsets.UTF_8);
        written.setLength(0);
        return bytes;
    }
}
