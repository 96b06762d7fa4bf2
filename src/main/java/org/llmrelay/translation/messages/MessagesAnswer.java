package org.llmrelay.translation.messages;

import static org.llmrelay.translation.Trees.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.translation.AnswerReader;
import org.llmrelay.translation.AnswerWriter;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Stop;
import org.llmrelay.translation.Trees;

/** Reads an answer of Messages. Of tools that Anthropic runs itself, only what the model says of them is told. */
final class MessagesAnswer implements AnswerReader {
    /** The uses of tools whose input has not begun. */
    private final Set<Integer> withoutInput = new HashSet<>();

    private @Nullable Stop stop;
    private long thoughtTokens;
    private boolean over;

    @Override
    public void event(SseEvent event, AnswerWriter writer) {
        if (event.name().equals("ping")) {
            return;
        }
        JsonNode data = Trees.read(event.data());
        int index = data.path("index").asInt();
        switch (event.name().isEmpty() ? data.path("type").asText() : event.name()) {
            case "message_start" -> begin(data.path("message"), writer);
            case "content_block_start" -> block(index, data.path("content_block"), writer);
            case "content_block_delta" -> delta(index, data.path("delta"), writer);
            case "content_block_stop" -> blockEnds(index, writer);
            case "message_delta" -> {
                readStop(data.path("delta"));
                readThoughts(data.path("usage"));
            }
            case "message_stop" -> end();
            case "error" -> fail(data.path("error"), writer);
            default -> {}
        }
    }

    /** A stream that gives no reason has ended all the same. */
    private void end() {
        over = true;
        stop = stop == null ? Stop.END : stop;
    }

    private static void begin(JsonNode message, AnswerWriter writer) {
        writer.begin(text(message, "id"), text(message, "model"));
    }

    private void block(int index, JsonNode block, AnswerWriter writer) {
        switch (block.path("type").asText()) {
            case "text" -> say(text(block, "text"), writer);
            case "thinking" -> think(text(block, "thinking"), writer);
            case "tool_use" -> {
                withoutInput.add(index);
                writer.tool(
                        index,
                        new Part.ToolUse(
                                block.path("id").asText(), block.path("name").asText(), "", null));
            }
            default -> {}
        }
    }

    private void delta(int index, JsonNode delta, AnswerWriter writer) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> say(text(delta, "text"), writer);
            case "thinking_delta" -> think(text(delta, "thinking"), writer);
            case "signature_delta" -> writer.signature(delta.path("signature").asText());
            case "input_json_delta" -> input(index, delta.path("partial_json").asText(), writer);
            default -> {}
        }
    }

    private void input(int index, String json, AnswerWriter writer) {
        if (!json.isEmpty()) {
            withoutInput.remove(index);
            writer.toolInput(index, json);
        }
    }

    /** A tool that takes nothing is used with an empty object. */
    private void blockEnds(int index, AnswerWriter writer) {
        if (withoutInput.remove(index)) {
            writer.toolInput(index, "{}");
        }
    }

    private static void say(@Nullable String text, AnswerWriter writer) {
        if (text != null && !text.isEmpty()) {
            writer.text(text);
        }
    }

    private static void think(@Nullable String text, AnswerWriter writer) {
        if (text != null && !text.isEmpty()) {
            writer.thought(text);
        }
    }

    private void readStop(JsonNode holder) {
        String reason = text(holder, "stop_reason");
        if (reason != null) {
            stop = switch (reason) {
                case "max_tokens", "model_context_window_exceeded" -> Stop.LENGTH;
                case "stop_sequence" -> Stop.SEQUENCE;
                case "tool_use" -> Stop.TOOLS;
                case "refusal" -> Stop.REFUSAL;
                default -> Stop.END;
            };
        }
    }

    private void readThoughts(JsonNode usage) {
        thoughtTokens =
                usage.path("output_tokens_details").path("thinking_tokens").asLong(thoughtTokens);
    }

    private void fail(JsonNode error, AnswerWriter writer) {
        over = true;
        stop = null;
        String message = text(error, "message");
        writer.error(status(error.path("type").asText()), message == null ? "The upstream failed" : message);
    }

    private static int status(String type) {
        return switch (type) {
            case "rate_limit_error" -> 429;
            case "invalid_request_error", "request_too_large" -> 400;
            case "overloaded_error" -> 503;
            default -> 500;
        };
    }

    @Override
    public boolean document(JsonNode message, AnswerWriter writer) {
        if (!message.path("content").isArray()) {
            return false;
        }
        begin(message, writer);
        int index = 0;
        for (JsonNode block : message.path("content")) {
            block(index, block, writer);
            if (withoutInput.remove(index)) {
                writer.toolInput(index, block.path("input").toString());
            }
            if (block.has("signature")) {
                writer.signature(block.path("signature").asText());
            }
            index++;
        }
        readStop(message);
        readThoughts(message.path("usage"));
        stop = stop == null ? Stop.END : stop;
        return true;
    }

    @Override
    public boolean isOver() {
        return over;
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
