package org.llmrelay.translation.chat;

import static org.llmrelay.translation.Trees.member;
import static org.llmrelay.translation.Trees.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Turn;
import org.llmrelay.translation.Turn.Role;
import org.llmrelay.translation.UntranslatableException;

/** Reads the messages of a request of Chat Completions. Confined to one request. */
final class ChatTurns {
    private final List<Turn> turns = new ArrayList<>();
    /** The names of the tools that were used, by the ids of their uses. */
    private final Map<String, String> used = new HashMap<>();

    private ChatTurns() {}

    static List<Turn> read(JsonNode messages) {
        ChatTurns reading = new ChatTurns();
        messages.forEach(reading::message);
        return reading.turns;
    }

    private void message(JsonNode message) {
        JsonNode content = message.path("content");
        switch (message.path("role").asText()) {
            case "system", "developer" -> turns.add(new Turn(Role.SYSTEM, parts(content)));
            case "user" -> turns.add(new Turn(Role.USER, parts(content)));
            case "assistant" -> turns.add(new Turn(Role.ASSISTANT, assistant(message, content)));
            case "tool" -> turns.add(new Turn(Role.USER, List.of(result(message, content))));
            default ->
                throw new UntranslatableException(
                        "Invalid 'messages': the role of each must be system, developer, user, assistant or tool.");
        }
    }

    private Part result(JsonNode message, JsonNode content) {
        String id = message.path("tool_call_id").asText("");
        return new Part.ToolResult(
                id, used.getOrDefault(id, ""), parts(content), false, member(message, "cache_control"));
    }

    private List<Part> assistant(JsonNode message, JsonNode content) {
        List<Part> parts = new ArrayList<>(parts(content));
        String refusal = text(message, "refusal");
        if (refusal != null) {
            parts.add(new Part.Text(refusal));
        }
        for (JsonNode call : message.path("tool_calls")) {
            parts.add(use(call));
        }
        return parts;
    }

    private Part use(JsonNode call) {
        JsonNode function = call.path("function");
        String id = call.path("id").asText("");
        String name = function.path("name").asText("");
        used.put(id, name);
        String signature = text(call.path("extra_content").path("google"), "thought_signature");
        return new Part.ToolUse(id, name, function.path("arguments").asText(""), signature);
    }

    private static List<Part> parts(JsonNode content) {
        return Part.allOf(content, ChatTurns::part);
    }

    private static Part part(JsonNode part) {
        JsonNode cacheControl = member(part, "cache_control");
        return switch (part.path("type").asText()) {
            case "text" -> new Part.Text(part.path("text").asText(""), cacheControl);
            case "refusal" -> new Part.Text(part.path("refusal").asText(""));
            case "image_url" -> image(part.path("image_url"), cacheControl);
            case "file" -> file(part.path("file"), cacheControl);
            case "input_audio" -> audio(part.path("input_audio"));
            default ->
                throw new UntranslatableException("Invalid 'messages': a part of this type is not supported here.");
        };
    }

    private static Part image(JsonNode image, @Nullable JsonNode cacheControl) {
        String url = image.isTextual() ? image.textValue() : text(image, "url");
        if (url == null) {
            throw new UntranslatableException("Invalid 'messages': an 'image_url' without its URL.");
        }
        return Part.Media.behind(Part.Media.Kind.IMAGE, url, null, text(image, "detail"), cacheControl);
    }

    private static Part file(JsonNode file, @Nullable JsonNode cacheControl) {
        String content = text(file, "file_data");
        String name = text(file, "filename");
        if (content == null) {
            return new Part.Media(
                    Part.Media.Kind.DOCUMENT, null, null, null, text(file, "file_id"), name, null, cacheControl);
        }
        return Part.Media.behind(Part.Media.Kind.DOCUMENT, content, name, null, cacheControl);
    }

    private static Part audio(JsonNode audio) {
        String type = "audio/" + audio.path("format").asText("wav");
        return Part.Media.inline(Part.Media.Kind.AUDIO, type, audio.path("data").asText(""));
    }
}
