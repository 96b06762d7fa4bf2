package org.llmrelay.translation.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.translation.AnswerWriter;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Spent;
import org.llmrelay.translation.Stop;
import org.llmrelay.translation.ToolInput;
import org.llmrelay.translation.Trees;

/** Writes an answer of Gemini's, chunk by chunk or in one piece. A use of a tool is told whole there, so it waits for the end. */
final class GeminiWriter implements AnswerWriter {
    private static final byte[] BEFORE = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEHIND = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final boolean streamed;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Map<Integer, ToolInput> uses = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private String id;
    private String model;

    GeminiWriter(Call call, boolean streamed) {
        this.streamed = streamed;
        this.id = call.id().value();
        this.model = call.facts().model();
    }

    @Override
    public void begin(@Nullable String id, @Nullable String model) {
        this.id = id == null ? this.id : id;
        this.model = model == null ? this.model : model;
    }

    @Override
    public void text(String more) {
        text.append(more);
        tell();
    }

    @Override
    public void thought(String more) {
        thought.append(more);
        tell();
    }

    @Override
    public void tool(int key, Part.ToolUse use) {
        uses.put(key, new ToolInput(use));
    }

    @Override
    public void toolInput(int key, String json) {
        ToolInput use = uses.get(key);
        if (use != null) {
            use.add(json);
        }
    }

    private void tell() {
        if (streamed) {
            write(chunk(null));
        }
    }

    /** A chunk of what has not been told. */
    private ObjectNode chunk(@Nullable Stop stop) {
        ObjectNode chunk = Trees.object();
        ObjectNode candidate = chunk.putArray("candidates").addObject();
        ObjectNode content = candidate.putObject("content");
        ArrayNode parts = content.putArray("parts");
        content.put("role", "model");
        if (thought.length() > 0) {
            parts.addObject().put("text", thought.toString()).put("thought", true);
        }
        if (text.length() > 0) {
            parts.addObject().put("text", text.toString());
        }
        thought.setLength(0);
        text.setLength(0);
        if (stop != null) {
            uses.values().forEach(use -> write(use.whole(), parts.addObject()));
            candidate.put("finishReason", reason(stop));
        }
        candidate.put("index", 0);
        return chunk;
    }

    private static void write(Part.ToolUse use, ObjectNode part) {
        ObjectNode told = part.putObject("functionCall").put("id", use.id()).put("name", use.name());
        told.set("args", ToolInput.object(use.input()));
        if (use.signature() != null) {
            part.put("thoughtSignature", use.signature());
        }
    }

    @Override
    public void end(Stop stop, Spent spent) {
        ObjectNode last = chunk(stop);
        long output = spent.usage().output();
        last.putObject("usageMetadata")
                .put("promptTokenCount", spent.input())
                .put("cachedContentTokenCount", spent.usage().cacheRead())
                .put("candidatesTokenCount", Math.max(0, output - spent.thoughts()))
                .put("thoughtsTokenCount", spent.thoughts())
                .put("totalTokenCount", spent.input() + output);
        write(last);
    }

    private static String reason(Stop stop) {
        return switch (stop) {
            case END, SEQUENCE, TOOLS -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case REFUSAL -> "SAFETY";
        };
    }

    private void write(ObjectNode chunk) {
        chunk.put("modelVersion", model).put("responseId", id);
        frame(Trees.bytes(chunk));
    }

    @Override
    public void error(int status, String message) {
        frame(GeminiCaller.errorJson(status, message).getBytes(StandardCharsets.UTF_8));
    }

    private void frame(byte[] json) {
        if (streamed) {
            written.writeBytes(BEFORE);
        }
        written.writeBytes(json);
        if (streamed) {
            written.writeBytes(BEHIND);
        }
    }

    @Override
    public byte[] taken() {
        byte[] bytes = written.toByteArray();
        written.reset();
        return bytes;
    }
}
