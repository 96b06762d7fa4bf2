package org.llmrelay.translation.gemini;

import static org.llmrelay.translation.Trees.text;
import static org.llmrelay.translation.gemini.GeminiPrompt.either;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Part.Media;
import org.llmrelay.translation.Turn;
import org.llmrelay.translation.Turn.Role;
import org.llmrelay.translation.UntranslatableException;

/** Reads the contents of a request of Gemini's API. Uses of tools need no ids there: results belong to uses of their name in their order. Confined to one request. */
final class GeminiConversation {
    private final Map<String, Deque<String>> unanswered = new HashMap<>();
    private int uses;

    private GeminiConversation() {}

    static List<Turn> read(JsonNode body) {
        GeminiConversation reading = new GeminiConversation();
        List<Turn> turns = new ArrayList<>();
        JsonNode system = either(body, "systemInstruction", "system_instruction");
        turns.add(new Turn(Role.SYSTEM, reading.parts(system.isTextual() ? system : system.path("parts"))));
        for (JsonNode content : body.path("contents")) {
            Role role = content.path("role").asText().equals("model") ? Role.ASSISTANT : Role.USER;
            turns.add(new Turn(role, reading.parts(content.path("parts"))));
        }
        return turns;
    }

    private List<Part> parts(JsonNode parts) {
        if (parts.isTextual()) {
            return List.of(new Part.Text(parts.textValue()));
        }
        List<Part> all = new ArrayList<>();
        for (JsonNode part : parts.isObject() ? List.of(parts) : parts) {
            Part read = part(part);
            if (!(read instanceof Part.Text words) || !words.text().isEmpty()) {
                all.add(read);
            }
        }
        return all;
    }

    private Part part(JsonNode part) {
        JsonNode use = either(part, "functionCall", "function_call");
        if (use.isObject()) {
            return use(use, text(part, "thoughtSignature"));
        }
        JsonNode result = either(part, "functionResponse", "function_response");
        if (result.isObject()) {
            return result(result);
        }
        JsonNode data = either(part, "inlineData", "inline_data");
        if (data.isObject()) {
            String type = either(data, "mimeType", "mime_type").asText();
            return Media.inline(kind(type), type, data.path("data").asText());
        }
        JsonNode file = either(part, "fileData", "file_data");
        if (file.isObject()) {
            return Media.at(
                    kind(either(file, "mimeType", "mime_type").asText()),
                    either(file, "fileUri", "file_uri").asText());
        }
        String text = text(part, "text");
        if (text == null) {
            throw new UntranslatableException("contents: a part of this kind is not supported for this model here");
        }
        return part.path("thought").asBoolean() ? new Part.Thought(text, null) : new Part.Text(text);
    }

    private static Media.Kind kind(String type) {
        if (type.startsWith("image/")) {
            return Media.Kind.IMAGE;
        }
        return type.startsWith("audio/") ? Media.Kind.AUDIO : Media.Kind.DOCUMENT;
    }

    private Part use(JsonNode use, @Nullable String signature) {
        String name = use.path("name").asText();
        String id = Objects.requireNonNullElseGet(text(use, "id"), () -> GeminiTurns.MADE_UP + uses);
        uses++;
        unanswered.computeIfAbsent(name, any -> new ArrayDeque<>()).add(id);
        return new Part.ToolUse(
                id, name, use.path("args").isObject() ? use.path("args").toString() : "{}", signature);
    }

    private Part result(JsonNode result) {
        String name = result.path("name").asText();
        Deque<String> open = unanswered.getOrDefault(name, new ArrayDeque<>());
        String told = text(result, "id");
        String next = told == null ? open.poll() : told;
        if (next == null) {
            throw new UntranslatableException("contents: a functionResponse must follow its functionCall");
        }
        open.remove(next);
        String words = result.path("response").toString();
        return new Part.ToolResult(next, name, List.of(new Part.Text(words)), false, null);
    }
}
