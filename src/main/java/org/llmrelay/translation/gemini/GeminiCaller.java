package org.llmrelay.translation.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.call.Facts;
import org.llmrelay.translation.AnswerWriter;
import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Trees;
import org.llmrelay.translation.UntranslatableException;

/** Callers who speak Gemini's API and take streams as events. */
public final class GeminiCaller implements CallerSide {
    @Override
    public String dialect() {
        return GeminiUpstream.DIALECT;
    }

    @Override
    public Prompt prompt(Call.Request request, Facts facts, JsonNode body) {
        if (facts.streamed() && !asksForEvents(request.query())) {
            throw new UntranslatableException("Streams come as events only for this model here: ask with alt=sse");
        }
        return GeminiPrompt.read(body, facts);
    }

    private static boolean asksForEvents(@Nullable String query) {
        return query != null && ("&" + query + "&").contains("&alt=sse&");
    }

    @Override
    public AnswerWriter stream(Call call) {
        return new GeminiWriter(call, true);
    }

    @Override
    public AnswerWriter document(Call call) {
        return new GeminiWriter(call, false);
    }

    @Override
    public byte[] error(int status, String message) {
        return errorJson(status, message).getBytes(StandardCharsets.UTF_8);
    }

    static String errorJson(int status, String message) {
        return "{\"error\":{\"code\":" + status + ",\"message\":" + Trees.quoted(message) + ",\"status\":\""
                + canonical(status) + "\"}}";
    }

    private static String canonical(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503, 529 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
    }
}
