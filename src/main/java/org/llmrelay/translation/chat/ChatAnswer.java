package org.llmrelay.translation.chat;

import static org.llmrelay.translation.Trees.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.translation.AnswerReader;
import org.llmrelay.translation.AnswerWriter;
import org.llmrelay.translation.Part;
import org.llmrelay.translation.Stop;
import org.llmrelay.translation.Trees;

/** Reads an answer of Chat Completions. Behind the reason to finish, the usage may come; not all upstreams send the mark of the end. */
final class ChatAnswer implements AnswerReader {
    private static final ByteBuffer DONE = ByteBuffer.wrap("[DONE]".getBytes(StandardCharsets.US_ASCII));

    /** The uses of tools by their index, and whether something of their input has come. */
    private final Map<Integer, Boolean> tools = new HashMap<>();

    private boolean begun;
    private boolean over;
    private boolean failed;
    private @Nullable Stop stop;
    private long thoughtTokens;

    @Override
    public void event(SseEvent event, AnswerWriter writer) {
        if (event.data().equals(DONE)) {
            over = stop != null;
            return;
        }
        JsonNode chunk = Trees.read(event.data());
        if (chunk.path("error").isObject()) {
            fail(chunk.path("error"), writer);
        } else if (!chunk.isEmpty()) {
            begin(chunk, writer);
            JsonNode choice = chunk.path("choices").path(0);
            said(choice.path("delta"), writer);
            finish(choice, writer);
            usage(chunk);
        }
    }

    private void begin(JsonNode answer, AnswerWriter writer) {
        if (!begun) {
            begun = true;
            writer.begin(text(answer, "id"), text(answer, "model"));
        }
    }

    private void said(JsonNode message, AnswerWriter writer) {
        String thought = text(message, "reasoning_content");
        thought = thought == null ? text(message, "reasoning") : thought;
        if (thought != null && !thought.isEmpty()) {
            writer.thought(thought);
        }
        say(text(message, "content"), writer);
        say(text(message, "refusal"), writer);
        int position = 0;
        for (JsonNode use : message.path("tool_calls")) {
            use(use, use.path("index").asInt(position), writer);
            position++;
        }
    }

    private static void say(@Nullable String words, AnswerWriter writer) {
        if (words != null && !words.isEmpty()) {
            writer.text(words);
        }
    }

    private void use(JsonNode use, int index, AnswerWriter writer) {
        JsonNode function = use.path("function");
        if (!tools.containsKey(index)) {
            tools.put(index, false);
            String id = text(use, "id");
            String proof = text(use.path("extra_content").path("google"), "thought_signature");
            writer.tool(
                    index,
                    new Part.ToolUse(
                            id == null || id.isEmpty() ? "call_" + index : id,
                            function.path("name").asText(),
                            "",
                            proof));
        }
        String input = text(function, "arguments");
        if (input != null && !input.isEmpty()) {
            tools.put(index, true);
            writer.toolInput(index, input);
        }
    }

    private void finish(JsonNode choice, AnswerWriter writer) {
        String reason = text(choice, "finish_reason");
        if (reason == null || stop != null) {
            return;
        }
        tools.forEach((index, told) -> {
            if (!told) {
                writer.toolInput(index, "{}");
            }
        });
        stop = switch (reason) {
            case "length" -> Stop.LENGTH;
            case "content_filter" -> Stop.REFUSAL;
            default -> tools.isEmpty() ? Stop.END : Stop.TOOLS;
        };
    }

    private void usage(JsonNode answer) {
        thoughtTokens = answer.path("usage")
                .path("completion_tokens_details")
                .path("reasoning_tokens")
                .asLong(thoughtTokens);
    }

    private void fail(JsonNode error, AnswerWriter writer) {
        failed = true;
        over = true;
        stop = null;
        String message = text(error, "message");
        writer.error(error.path("status").asInt(500), message == null ? "The upstream failed" : message);
    }

    @Override
    public boolean document(JsonNode answer, AnswerWriter writer) {
        JsonNode choice = answer.path("choices").path(0);
        if (!choice.path("message").isObject()) {
            return false;
        }
        begin(answer, writer);
        said(choice.path("message"), writer);
        finish(choice, writer);
        usage(answer);
        stop = stop == null ? Stop.END : stop;
        return true;
    }

    @Override
    public boolean isOver() {
        return over;
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
