package org.llmrelay.translation.responses;

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

/** Reads an answer of Responses. */
final class ResponsesAnswer implements AnswerReader {
    /** The uses of tools that were told. */
    private final Set<Integer> begun = new HashSet<>();
    /** Those of them whose input has not begun. */
    private final Set<Integer> withoutInput = new HashSet<>();

    private boolean over;
    private @Nullable Stop stop;
    private long thoughtTokens;

    @Override
    public void event(SseEvent event, AnswerWriter writer) {
        JsonNode data = Trees.read(event.data());
        int index = data.path("output_index").asInt();
        switch (event.name().isEmpty() ? data.path("type").asText() : event.name()) {
            case "response.created" -> begin(data.path("response"), writer);
            case "response.output_text.delta", "response.refusal.delta" ->
                writer.text(data.path("delta").asText());
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
                writer.thought(data.path("delta").asText());
            case "response.reasoning_summary_part.added" -> {
                if (data.path("summary_index").asInt() > 0) {
                    writer.thought("\n\n");
                }
            }
            case "response.output_item.added" -> itemBegins(index, data.path("item"), writer);
            case "response.function_call_arguments.delta" ->
                input(index, data.path("delta").asText(), writer);
            case "response.output_item.done" -> itemEnds(index, data.path("item"), writer);
            case "response.completed", "response.incomplete" -> end(data.path("response"));
            case "response.failed" -> fail(data.path("response").path("error"), writer);
            case "error" -> fail(data.has("error") ? data.path("error") : data, writer);
            default -> {}
        }
    }

    private static void begin(JsonNode response, AnswerWriter writer) {
        writer.begin(text(response, "id"), text(response, "model"));
    }

    private void itemBegins(int index, JsonNode item, AnswerWriter writer) {
        if (item.path("type").asText().equals("function_call")) {
            begun.add(index);
            withoutInput.add(index);
            writer.tool(
                    index,
                    new Part.ToolUse(
                            item.path("call_id").asText(), item.path("name").asText(), "", null));
        }
    }

    private void input(int index, String json, AnswerWriter writer) {
        if (!json.isEmpty()) {
            withoutInput.remove(index);
            writer.toolInput(index, json);
        }
    }

    /** Some upstreams tell an item only when it is whole. */
    private void itemEnds(int index, JsonNode item, AnswerWriter writer) {
        if (!begun.contains(index)) {
            itemBegins(index, item, writer);
        }
        if (withoutInput.remove(index)) {
            String all = item.path("arguments").asText();
            writer.toolInput(index, all.isEmpty() ? "{}" : all);
        }
    }

    private void end(JsonNode response) {
        over = true;
        thoughtTokens = response.path("usage")
                .path("output_tokens_details")
                .path("reasoning_tokens")
                .asLong();
        String cut = text(response.path("incomplete_details"), "reason");
        if (cut == null) {
            stop = !begun.isEmpty() ? Stop.TOOLS : Stop.END;
        } else {
            stop = cut.equals("content_filter") ? Stop.REFUSAL : Stop.LENGTH;
        }
    }

    private void fail(JsonNode error, AnswerWriter writer) {
        over = true;
        stop = null;
        String message = text(error, "message");
        boolean limited = error.path("code").asText().equals("rate_limit_exceeded");
        writer.error(limited ? 429 : 500, message == null ? "The upstream failed" : message);
    }

    @Override
    public boolean document(JsonNode response, AnswerWriter writer) {
        String status = response.path("status").asText("completed");
        if (!response.path("output").isArray() || status.equals("failed") || status.equals("cancelled")) {
            return false;
        }
        begin(response, writer);
        int index = 0;
        for (JsonNode item : response.path("output")) {
            itemBegins(index, item, writer);
            itemEnds(index, item, writer);
            item.path("summary")
                    .forEach(part -> writer.thought(part.path("text").asText()));
            item.path("content").forEach(part -> content(part, writer));
            index++;
        }
        end(response);
        return true;
    }

    private static void content(JsonNode part, AnswerWriter writer) {
        String words = text(part, part.path("type").asText().equals("refusal") ? "refusal" : "text");
        if (words != null && part.path("type").asText().equals("reasoning_text")) {
            writer.thought(words);
        } else if (words != null) {
            writer.text(words);
        }
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
