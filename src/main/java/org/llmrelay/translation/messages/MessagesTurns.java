package org.llmrelay.translation.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.ToolInput;
import org.llmrelay.translation.Trees;
import org.llmrelay.translation.Turn;
import org.llmrelay.translation.Turn.Role;
import org.llmrelay.translation.UntranslatableException;

/** Writes a conversation as Messages: what instructs the model stands before it, and neighbours of one role are one message. */
final class MessagesTurns {
    /** Anthropic refuses ids with other letters, which some models give. */
    private static final Pattern NOT_OF_IDS = Pattern.compile("[^A-Za-z0-9_-]");

    private MessagesTurns() {}

    static void write(List<Turn> turns, ObjectNode request) {
        ArrayNode system = Trees.object().putArray("system");
        turns.stream().filter(turn -> turn.role() == Role.SYSTEM).forEach(turn -> turn.parts()
                .forEach(part -> write(part, system)));
        if (!system.isEmpty()) {
            request.set("system", system);
        }
        ArrayNode messages = request.putArray("messages");
        for (Turn turn :
                Turn.merged(turns.stream().filter(t -> t.role() != Role.SYSTEM).toList())) {
            ObjectNode message = messages.addObject().put("role", turn.role() == Role.USER ? "user" : "assistant");
            ArrayNode content = message.putArray("content");
            // What tools answered has to come before anything else.
            turn.parts().stream().filter(Part.ToolResult.class::isInstance).forEach(part -> write(part, content));
            turn.parts().stream()
                    .filter(part -> !(part instanceof Part.ToolResult))
                    .forEach(part -> write(part, content));
        }
    }

    private static void write(Part part, ArrayNode content) {
        if (part instanceof Part.Text text) {
            mark(content.addObject().put("type", "text").put("text", text.text()), text.cacheControl());
        } else if (part instanceof Part.Media media) {
            mark(media(media, content.addObject()), media.cacheControl());
        } else if (part instanceof Part.ToolUse use) {
            content.addObject()
                    .put("type", "tool_use")
                    .put("id", id(use.id()))
                    .put("name", use.name())
                    .set("input", ToolInput.object(use.input()));
        } else if (part instanceof Part.ToolResult result) {
            mark(result(result, content.addObject()), result.cacheControl());
        } else if (part instanceof Part.Thought thought && thought.signature() != null) {
            content.addObject()
                    .put("type", "thinking")
                    .put("thinking", thought.text())
                    .put("signature", thought.signature());
        }
    }

    private static void mark(ObjectNode block, @Nullable JsonNode cacheControl) {
        if (cacheControl != null) {
            block.set("cache_control", cacheControl);
        }
    }

    private static ObjectNode result(Part.ToolResult result, ObjectNode block) {
        block.put("type", "tool_result").put("tool_use_id", id(result.id()));
        ArrayNode content = block.putArray("content");
        result.content().forEach(part -> write(part, content));
        if (result.failed()) {
            block.put("is_error", true);
        }
        return block;
    }

    private static ObjectNode media(Part.Media media, ObjectNode block) {
        if (media.kind() == Part.Media.Kind.AUDIO || media.fileId() != null) {
            throw new UntranslatableException(
                    "Invalid 'messages': audio and files by their id are not supported for this model here.");
        }
        block.put("type", media.kind() == Part.Media.Kind.IMAGE ? "image" : "document");
        ObjectNode source = block.putObject("source");
        if (media.base64() != null) {
            source.put("type", "base64").put("media_type", media.type()).put("data", media.base64());
        } else {
            source.put("type", "url").put("url", media.url());
        }
        if (media.kind() == Part.Media.Kind.DOCUMENT && media.name() != null) {
            block.put("title", media.name());
        }
        return block;
    }

    private static String id(String id) {
        return NOT_OF_IDS.matcher(id).replaceAll("_");
    }
}
