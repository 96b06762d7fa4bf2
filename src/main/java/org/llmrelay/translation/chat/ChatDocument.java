package org.llmrelay.translation.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.llmrelay.call.Call;
import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.DocumentWriter;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Spent;
import org.llmrelay.translation.Stop;
import org.llmrelay.translation.Trees;

/** Writes an answer of Chat Completions in one piece. */
final class ChatDocument extends DocumentWriter {
    ChatDocument(CallerSide side, Call call) {
        super(side, call);
    }

    @Override
    protected JsonNode document(Stop stop, Spent spent) {
        ObjectNode answer = Trees.object()
                .put("id", ChatWords.id(id()))
                .put("object", "chat.completion")
                .put("created", call().arrived().getEpochSecond())
                .put("model", model());
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        message(choice.putObject("message"));
        choice.putNull("logprobs").put("finish_reason", ChatWords.reason(stop));
        answer.set("usage", ChatWords.usage(spent));
        return answer;
    }

    private void message(ObjectNode message) {
        message.put("role", "assistant");
        if (text().isEmpty() && !tools().isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", text());
        }
        message.putNull("refusal");
        if (!thought().isEmpty()) {
            message.put("reasoning_content", thought());
        }
        if (!tools().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            tools().forEach(use -> write(calls.addObject(), use));
        }
    }

    private static void write(ObjectNode call, Part.ToolUse use) {
        call.put("id", use.id()).put("type", "function");
        call.putObject("function").put("name", use.name()).put("arguments", use.input());
        if (use.signature() != null) {
            call.putObject("extra_content").putObject("google").put("thought_signature", use.signature());
        }
    }
}
