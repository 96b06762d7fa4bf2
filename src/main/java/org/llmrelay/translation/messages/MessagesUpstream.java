package org.llmrelay.translation.messages;

import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.translation.AnswerReader;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Trees;
import org.llmrelay.translation.UpstreamSide;

/** Upstreams that speak Messages. */
public final class MessagesUpstream implements UpstreamSide {
    static final String DIALECT = "anthropic";

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public Call.Request request(Prompt prompt, Headers headers) {
        Body body = Body.wrap(Trees.bytes(MessagesRequest.of(prompt)));
        return new Call.Request("POST", "/v1/messages", null, headers, body);
    }

    @Override
    public AnswerReader reader() {
        return new MessagesAnswer();
    }
}
