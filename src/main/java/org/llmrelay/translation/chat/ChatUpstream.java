package org.llmrelay.translation.chat;

import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.translation.AnswerReader;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Trees;
import org.llmrelay.translation.UpstreamSide;

/** Upstreams that speak Chat Completions. */
public final class ChatUpstream implements UpstreamSide {
    @Override
    public String dialect() {
        return ChatCaller.DIALECT;
    }

    @Override
    public Call.Request request(Prompt prompt, Headers headers) {
        Body body = Body.wrap(Trees.bytes(ChatRequest.of(prompt)));
        return new Call.Request("POST", "/v1/chat/completions", null, headers, body);
    }

    @Override
    public AnswerReader reader() {
        return new ChatAnswer();
    }
}
