package org.llmrelay.translation.responses;

import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.Headers;
import org.llmrelay.translation.AnswerReader;
import org.llmrelay.translation.Prompt;
import org.llmrelay.translation.Trees;
import org.llmrelay.translation.UpstreamSide;

/** Upstreams that speak Responses. */
public final class ResponsesUpstream implements UpstreamSide {
    static final String DIALECT = "openai";

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public Call.Request request(Prompt prompt, Headers headers) {
        Body body = Body.wrap(Trees.bytes(ResponsesRequest.of(prompt)));
        return new Call.Request("POST", "/v1/responses", null, headers.with("accept", "text/event-stream"), body);
    }

    @Override
    public AnswerReader reader() {
        return new ResponsesAnswer();
    }
}
