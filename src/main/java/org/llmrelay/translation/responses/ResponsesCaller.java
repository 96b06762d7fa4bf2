package org.llmrelay.translation.responses;

import com.fasterxml.jackson.databind.JsonNode;
import org.llmrelay.call.Call;
import org.llmrelay.call.Facts;
import org.llmrelay.translation.AnswerWriter;
import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.UntranslatableException;
import org.llmrelay.translation.chat.ChatCaller;

/** Callers who speak Responses. */
public final class ResponsesCaller implements CallerSide {
    @Override
    public String dialect() {
        return ResponsesUpstream.DIALECT;
    }

    @Override
    public Prompt prompt(Call.Request request, Facts facts, JsonNode body) {
        UntranslatableException.refuse(request.path().endsWith("/compact"), "Compaction is");
        return ResponsesPrompt.read(body, facts);
    }

    @Override
    public AnswerWriter stream(Call call) {
        return new ResponsesStream(call);
    }

    @Override
    public AnswerWriter document(Call call) {
        return new ResponsesDocument(this, call);
    }

    @Override
    public byte[] error(int status, String message) {
        return ChatCaller.errorBody(status, message);
    }
}
