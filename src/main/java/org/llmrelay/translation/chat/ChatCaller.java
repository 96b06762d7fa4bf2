package org.llmrelay.translation.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.llmrelay.call.Call;
import org.llmrelay.call.Facts;
import org.llmrelay.translation.AnswerWriter;
import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Trees;

/** Callers who speak Chat Completions. */
public final class ChatCaller implements CallerSide {
    static final String DIALECT = "openai-chat";

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public Prompt prompt(Call.Request request, Facts facts, JsonNode body) {
        return ChatPrompt.read(body, facts);
    }

    @Override
    public AnswerWriter stream(Call call) {
        return new ChatStream(call);
    }

    @Override
    public AnswerWriter document(Call call) {
        return new ChatDocument(this, call);
    }

    @Override
    public byte[] error(int status, String message) {
        return errorBody(status, message);
    }

    /** The body of an error, which OpenAI's dialects have in common. */
    public static byte[] errorBody(int status, String message) {
        return error(type(status), message).getBytes(StandardCharsets.UTF_8);
    }

    static String error(String type, String message) {
        return "{\"error\":{\"message\":" + Trees.quoted(message) + ",\"type\":\"" + type
                + "\",\"param\":null,\"code\":null}}";
    }

    /** The type that OpenAI gives to errors of a status. */
    static String type(int status) {
        if (status == 429) {
            return "requests";
        }
        return status < 500 ? "invalid_request_error" : "server_error";
    }
}
