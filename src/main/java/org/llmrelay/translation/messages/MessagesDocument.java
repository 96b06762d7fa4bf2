package org.llmrelay.translation.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.llmrelay.call.Call;
import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.DocumentWriter;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Spent;
import org.llmrelay.translation.Stop;
import org.llmrelay.translation.ToolInput;
import org.llmrelay.translation.Trees;

/** Writes a message in one piece: thoughts, then words, then uses of tools. */
final class MessagesDocument extends DocumentWriter {
    MessagesDocument(CallerSide side, Call call) {
        super(side, call);
    }

    @Override
    protected JsonNode document(Stop stop, Spent spent) {
        ObjectNode message = Trees.object()
                .put("id", MessagesWords.id(id()))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model());
        content(message.putArray("content"));
        message.put("stop_reason", MessagesWords.reason(stop)).putNull("stop_sequence");
        message.set("usage", MessagesWords.usage(spent));
        return message;
    }

    private void content(ArrayNode content) {
        if (!thought().isEmpty()) {
            content.addObject()
                    .put("type", "thinking")
                    .put("thinking", thought())
                    .put("signature", "");
        }
        if (!text().isEmpty()) {
            content.addObject().put("type", "text").put("text", text());
        }
        for (Part.ToolUse use : tools()) {
            content.addObject()
                    .put("type", "tool_use")
                    .put("id", use.id())
                    .put("name", use.name())
                    .set("input", ToolInput.object(use.input()));
        }
    }
}
