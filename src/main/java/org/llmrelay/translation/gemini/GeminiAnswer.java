package org.llmrelay.translation.gemini;

import static org.llmrelay.translation.Trees.text;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.translation.AnswerReader;
import org.llmrelay.translation.AnswerWriter;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Stop;
import org.llmrelay.translation.Trees;

/** Reads an answer of Gemini's. A stream has no last event: it is whole when a reason to finish has come, and more may come behind it. */
final class GeminiAnswer implements AnswerReader {
    private boolean begun;
    private @Nullable String id;
    private boolean failed;
    private int tools;
    private @Nullable Stop stop;
    private long thoughtTokens;

    @Override
    public void event(SseEvent event, AnswerWriter writer) {
        JsonNode chunk = Trees.read(event.data());
        if (chunk.has("error")) {
            failed = true;
            stop = null;
            String message = text(chunk.path("error"), "message");
            writer.error(
                    chunk.path("error").path("code").asInt(500), message == null ? "The upstream failed" : message);
        } else if (!chunk.isEmpty()) {
            chunk(chunk, writer);
        }
    }

    private void chunk(JsonNode chunk, AnswerWriter writer) {
        if (!begun) {
            begun = true;
            id = text(chunk, "responseId");
            writer.begin(id, text(chunk, "modelVersion"));
        }
        JsonNode candidate = chunk.path("candidates").path(0);
        candidate.path("content").path("parts").forEach(part -> part(part, writer));
        thoughtTokens = chunk.path("usageMetadata").path("thoughtsTokenCount").asLong(thoughtTokens);
        String reason = text(candidate, "finishReason");
        if (reason != null) {
            stop = stop(reason);
        } else if (chunk.path("promptFeedback").has("blockReason")) {
            stop = Stop.REFUSAL;
        }
    }

    private void part(JsonNode part, AnswerWriter writer) {
        String text = text(part, "text");
        if (part.has("functionCall")) {
            use(part, part.path("functionCall"), writer);
        } else if (text != null && !text.isEmpty()) {
            if (part.path("thought").asBoolean()) {
                writer.thought(text);
            } else {
                writer.text(text);
            }
        } else if (part.has("inlineData")) {
            JsonNode data = part.path("inlineData");
            // An image in words that most clients show.
            writer.text("![image](data:" + data.path("mimeType").asText() + ";base64,"
                    + data.path("data").asText() + ")");
        }
    }

    /** Gemini tells a tool's use whole, and not always with an id. */
    private void use(JsonNode part, JsonNode call, AnswerWriter writer) {
        int key = tools++;
        String told = text(call, "id");
        String name = call.path("name").asText();
        String useId = told == null ? GeminiTurns.MADE_UP + (id == null ? "" : id + "_") + key : told;
        writer.tool(key, new Part.ToolUse(useId, name, "", text(part, "thoughtSignature")));
        writer.toolInput(key, call.path("args").isObject() ? call.path("args").toString() : "{}");
    }

    private Stop stop(String reason) {
        return switch (reason) {
            case "MAX_TOKENS" -> Stop.LENGTH;
            case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "LANGUAGE" ->
                Stop.REFUSAL;
            default -> tools > 0 ? Stop.TOOLS : Stop.END;
        };
    }

    @Override
    public boolean document(JsonNode document, AnswerWriter writer) {
        if (!document.has("candidates") && !document.has("promptFeedback")) {
            return false;
        }
        chunk(document, writer);
        stop = stop == null ? Stop.END : stop;
        return true;
    }

    @Override
    public boolean isOver() {
        return failed;
    }

    @Override
    public boolean isWhole() {
        return failed || stop != null;
    }

    @Override
    public @Nullable Stop stop() {
        return stop;
    }

    @Override
    public long thoughtTokens() {
        return thoughtTokens;
    }
}
