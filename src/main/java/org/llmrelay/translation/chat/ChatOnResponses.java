package org.llmrelay.translation.chat;

import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.Translation;
import org.llmrelay.translation.UpstreamSide;
import org.llmrelay.translation.responses.ResponsesUpstream;

/** Chat Completions for callers, OpenAI's Responses to upstreams. */
public final class ChatOnResponses implements Translation {
    private final ChatCaller caller = new ChatCaller();
    private final ResponsesUpstream upstream = new ResponsesUpstream();

    @Override
    public CallerSide caller() {
        return caller;
    }

    @Override
    public UpstreamSide upstream() {
        return upstream;
    }
}
