package org.llmrelay.translation.messages;

import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.Translation;
import org.llmrelay.translation.UpstreamSide;
import org.llmrelay.translation.responses.ResponsesUpstream;

/** Anthropic's Messages for callers, OpenAI's Responses to upstreams. */
public final class MessagesOnResponses implements Translation {
    private final MessagesCaller caller = new MessagesCaller();
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
