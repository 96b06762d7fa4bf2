package org.llmrelay.translation.messages;

import static org.llmrelay.translation.Trees.member;
import static org.llmrelay.translation.Trees.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Turn;
import org.llmrelay.translation.Turn.Role;
import org.llmrelay.translation.UntranslatableException;

/** Reads the conversation of a request of Messages. Confined to one request. */
final class MessagesConversation {
    /** What only Anthropic can read again, and need not be said. */
    private static final Set<String> SEALED = Set.of("redacted_thinking");

    private final Map<String, String> used = new HashMap<>();

    private MessagesConversation() {}

    static List<Turn> read(JsonNode body) {
        MessagesConversation reading = new MessagesConversation();
        List<Turn> turns = new ArrayList<>();
        turns.add(new Turn(Role.SYSTEM, reading.parts(body.path("system"))));
        for (JsonNode message : body.path("messages")) {
            turns.add(new Turn(role(message.path("role").asText()), reading.parts(message.path("content"))));
        }
        return turns;
    }

    private static Role role(String role) {
        return switch (role) {
            case "assistant" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            default -> Role.USER;
        };
    }

    private List<Part> parts(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue().isEmpty() ? List.of() : List.of(new Part.Text(content.textValue()));
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode block : content) {
            if (!SEALED.contains(block.path("type").asText())) {
                parts.add(part(block));
            }
        }
        return parts;
    }

    private Part part(JsonNode block) {
        JsonNode cacheControl = member(block, "cache_control");
        return switch (block.path("type").asText()) {
            case "text" -> new Part.Text(block.path("text").asText(), cacheControl);
            case "image" -> media(Part.Media.Kind.IMAGE, block);
            case "document" -> document(block);
            case "thinking" -> new Part.Thought(block.path("thinking").asText(), text(block, "signature"));
            case "tool_use" -> use(block);
            case "tool_result" -> {
                String id = block.path("tool_use_id").asText();
                yield new Part.ToolResult(
                        id,
                        used.getOrDefault(id, ""),
                        parts(block.path("content")),
                        block.path("is_error").asBoolean(),
                        cacheControl);
            }
            default -> throw new UntranslatableException("messages: a block of this type is not supported here");
        };
    }

    private Part use(JsonNode block) {
        String id = block.path("id").asText();
        String name = block.path("name").asText();
        used.put(id, name);
        return new Part.ToolUse(id, name, block.path("input").toString(), null);
    }

    private static Part document(JsonNode block) {
        JsonNode source = block.path("source");
        return source.path("type").asText().equals("text")
                ? new Part.Text(source.path("data").asText())
                : media(Part.Media.Kind.DOCUMENT, block);
    }

    private static Part media(Part.Media.Kind kind, JsonNode block) {
        JsonNode source = block.path("source");
        return switch (source.path("type").asText()) {
            case "base64" ->
                new Part.Media(
                        kind,
                        text(source, "media_type"),
                        text(source, "data"),
                        null,
                        null,
                        text(block, "title"),
                        null,
                        member(block, "cache_control"));
            case "url" ->
                new Part.Media(kind, null, null, text(source, "url"), null, null, null, member(block, "cache_control"));
            default -> throw new UntranslatableException("messages: a source of this type is not supported here");
        };
    }
}
