package org.llmrelay.translation.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.ToolInput;
import org.llmrelay.translation.Trees;
import org.llmrelay.translation.Turn;
import org.llmrelay.translation.Turn.Role;
import org.llmrelay.translation.UntranslatableException;

/** Writes a conversation as Gemini's contents: what instructs the model stands beside it, and neighbours of one role are one content. */
final class GeminiTurns {
    /** What Google documents for a tool's use whose proof nobody has: models since the third generation refuse one without. */
    private static final String NO_PROOF = "skip_thought_signature_validator";

    private static final Pattern WANTS_PROOF = Pattern.compile("(models/)?gemini-([3-9]|[1-9]\\d).*");
    /** What the ids begin with that stand in for those that Gemini left out. */
    static final String MADE_UP = "call_";

    private static final Map<String, String> TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "webp", "image/webp",
            "pdf", "application/pdf");

    private final boolean wantsProof;
    private boolean proven;

    private GeminiTurns(boolean wantsProof) {
        this.wantsProof = wantsProof;
    }

    static void write(Prompt prompt, ObjectNode request) {
        GeminiTurns writing =
                new GeminiTurns(WANTS_PROOF.matcher(prompt.model()).matches());
        ArrayNode system = Trees.object().putArray("parts");
        prompt.turns().stream().filter(turn -> turn.role() == Role.SYSTEM).forEach(turn -> turn.parts()
                .forEach(part -> writing.write(part, system)));
        if (!system.isEmpty()) {
            request.putObject("systemInstruction").set("parts", system);
        }
        ArrayNode contents = request.putArray("contents");
        List<Turn> turns = prompt.turns().stream()
                .filter(turn -> turn.role() != Role.SYSTEM)
                .toList();
        for (Turn turn : Turn.merged(turns)) {
            ObjectNode content = contents.addObject().put("role", turn.role() == Role.USER ? "user" : "model");
            ArrayNode parts = content.putArray("parts");
            writing.proven = false;
            turn.parts().forEach(part -> writing.write(part, parts));
        }
    }

    private void write(Part part, ArrayNode parts) {
        if (part instanceof Part.Text text) {
            parts.addObject().put("text", text.text());
        } else if (part instanceof Part.Media media) {
            media(media, parts.addObject());
        } else if (part instanceof Part.ToolUse use) {
            use(use, parts.addObject());
        } else if (part instanceof Part.ToolResult result) {
            result(result, parts);
        }
    }

    private void use(Part.ToolUse use, ObjectNode part) {
        ObjectNode call = part.putObject("functionCall");
        putId(use.id(), call);
        call.put("name", use.name());
        call.set("args", ToolInput.object(use.input()));
        if (use.signature() != null) {
            part.put("thoughtSignature", use.signature());
        } else if (wantsProof && !proven) {
            part.put("thoughtSignature", NO_PROOF);
        }
        // Of several uses at once, the first proves all.
        proven = true;
    }

    private static void putId(String id, ObjectNode target) {
        if (!id.isEmpty() && !id.startsWith(MADE_UP)) {
            target.put("id", id);
        }
    }

    private void result(Part.ToolResult result, ArrayNode parts) {
        if (result.name().isEmpty()) {
            throw new UntranslatableException(
                    "Invalid 'messages': a tool's result must follow the message that uses the tool.");
        }
        ObjectNode response = parts.addObject().putObject("functionResponse");
        putId(result.id(), response);
        response.put("name", result.name());
        Optional<JsonNode> told = Trees.value(result.text()).filter(JsonNode::isObject);
        response.set("response", told.orElseGet(() -> Trees.object()
                .put(result.failed() ? "error" : "result", result.text())));
        result.content().stream().filter(Part.Media.class::isInstance).forEach(part -> write(part, parts));
    }

    private static void media(Part.Media media, ObjectNode part) {
        if (media.base64() != null) {
            part.putObject("inlineData").put("mimeType", media.type()).put("data", media.base64());
            return;
        }
        String url = media.url();
        if (url == null) {
            throw new UntranslatableException(
                    "Invalid 'messages': files by their id are not supported for this model here.");
        }
        ObjectNode file = part.putObject("fileData").put("fileUri", url);
        String ending = url.substring(url.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (TYPES.containsKey(ending)) {
            file.put("mimeType", TYPES.get(ending));
        }
    }
}
