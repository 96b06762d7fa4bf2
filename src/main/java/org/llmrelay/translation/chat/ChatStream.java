package org.llmrelay.translation.chat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.translation.AnswerWriter;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Spent;
import org.llmrelay.translation.Stop;
import org.llmrelay.translation.Trees;

/** Writes a stream of Chat Completions, chunk by chunk. */
final class ChatStream implements AnswerWriter {
    private final Call call;
    private final StringBuilder written = new StringBuilder();
    private final Map<Integer, Integer> tools = new HashMap<>();
    private boolean begun;
    /** What each chunk begins with. */
    private String head = "";

    ChatStream(Call call) {
        this.call = call;
    }

    @Override
    public void begin(@Nullable String id, @Nullable String model) {
        begun = true;
        head = "data: {\"id\":"
                + Trees.quoted(
                        ChatWords.id(id == null || id.isEmpty() ? call.id().value() : id))
                + ",\"object\":\"chat.completion.chunk\",\"created\":"
                + call.arrived().getEpochSecond() + ",\"model\":"
                + Trees.quoted(model == null ? call.facts().model() : model) + ",\"choices\":[";
        delta("\"role\":\"assistant\",\"content\":\"\"");
    }

    @Override
    public void text(String text) {
        delta("\"content\":" + Trees.quoted(text));
    }

    /** As DeepSeek and most others call it: OpenAI has no word for it. */
    @Override
    public void thought(String text) {
        delta("\"reasoning_content\":" + Trees.quoted(text));
    }

    @Override
    public void tool(int key, Part.ToolUse use) {
        int index = tools.size();
        tools.put(key, index);
        String proof = use.signature() == null
                ? ""
                : ",\"extra_content\":{\"google\":{\"thought_signature\":" + Trees.quoted(use.signature()) + "}}";
        delta("\"tool_calls\":[{\"index\":" + index + ",\"id\":" + Trees.quoted(use.id())
                + ",\"type\":\"function\",\"function\":{\"name\":" + Trees.quoted(use.name()) + ",\"arguments\":"
                + Trees.quoted(use.input()) + "}" + proof + "}]");
    }

    @Override
    public void toolInput(int key, String json) {
        Integer index = tools.get(key);
        if (index != null) {
            delta("\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":" + Trees.quoted(json) + "}}]");
        }
    }

    @Override
    public void end(Stop stop, Spent spent) {
        chunk(
                "{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"" + ChatWords.reason(stop) + "\"}",
                "null");
        if (call.facts().usageInStream()) {
            chunk("", ChatWords.usage(spent).toString());
        }
        written.append("data: [DONE]\n\n");
    }

    @Override
    public void error(int status, String message) {
        written.append("data: ")
                .append(ChatCaller.error(ChatCaller.type(status), message))
                .append("\n\n");
    }

    private void delta(String members) {
        chunk("{\"index\":0,\"delta\":{" + members + "},\"logprobs\":null,\"finish_reason\":null}", "null");
    }

    /** Where a caller wants the usage, every chunk speaks of it and the last one tells it. */
    private void chunk(String choice, String usage) {
        if (!begun) {
            begin(null, null);
        }
        written.append(head).append(choice).append(']');
        if (call.facts().usageInStream()) {
            written.append(",\"usage\":").append(usage);
        }
        written.append("}\n\n");
    }

    @Override
    public byte[] taken() {
        byte[] bytes = written.toString().getBytes(StandardCharsets.UTF_8);
        written.setLength(0);
        return bytes;
    }
}
