package org.llmrelay.translation.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.llmrelay.call.Call;
import org.llmrelay.call.Facts;
import org.llmrelay.translation.AnswerWriter;
import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Trees;

/** Callers who speak Messages. */
public final class MessagesCaller implements CallerSide {
    @Override
    public String dialect() {
        return MessagesUpstream.DIALECT;
    }

    @Override
    public Prompt prompt(Call.Request request, Facts facts, JsonNode body) {
        return MessagesPrompt.read(body, facts);
    }

    @Override
    public AnswerWriter stream(Call call) {
        return new MessagesStream(call);
    }

    @Override
    public AnswerWriter document(Call call) {
        return new MessagesDocument(this, call);
    }

    @Override
    public byte[] error(int status, String message) {
        return errorJson(status, message).getBytes(StandardCharsets.UTF_8);
    }

    static String errorJson(int status, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type(status) + "\",\"message\":" + Trees.quoted(message)
                + "}}";
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
