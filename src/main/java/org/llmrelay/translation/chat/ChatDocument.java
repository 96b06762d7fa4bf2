package org.llmrelay.translation.chat;

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

/** Writes an answer of Chat Completions in one piece. */
final class ChatDocument implements AnswerWriter {
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

    ChatDocument(Call call) {
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
        ObjectNode answer = Trees.object()
                .put("id", ChatWords.id(id, call))
                .put("object", "chat.completion")
                .put("created", call.arrived().getEpochSecond())
                .put("model", model == null ? call.facts().model() : model);
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        message(choice.putObject("message"));
        choice.putNull("logprobs").put("finish_reason", ChatWords.reason(stop));
        answer.set("usage", ChatWords.usage(spent));
        written = Trees.bytes(answer);
    }

    private void message(ObjectNode message) {
        message.put("role", "assistant");
        if (text.length() == 0 && !uses.isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", text.toString());
        }
        message.putNull("refusal");
        if (thought.length() > 0) {
            message.put("reasoning_content", thought.toString());
        }
        if (!uses.isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            uses.values().forEach(use -> write(calls.addObject(), use));
        }
    }

    private static void write(ObjectNode call, Use use) {
        call.put("id", use.use().id()).put("type", "function");
        call.putObject("function")
                .put("name", use.use().name())
                .put("arguments", use.input().toString());
        if (use.use().signature() != null) {
            call.putObject("extra_content")
                    .putObject("google")
                    .put("thought_signature", use.use().signature());
        }
    }

    @Override
    public void error(int status, String message) {
        written = ChatCaller.error(ChatCaller.type(status), message).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] taken() {
        byte[] bytes = written;
        written = NOTHING;
        return bytes;
    }
}
