package org.llmrelay.translation.responses;

import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.Translation;
import org.llmrelay.translation.UpstreamSide;
import org.llmrelay.translation.chat.ChatUpstream;

/** OpenAI's Responses for callers, Chat Completions to upstreams. */
public final class ResponsesOnChat implements Translation {
    private final ResponsesCaller caller = new ResponsesCaller();
    private final ChatUpstream upstream = new ChatUpstream();

    @Override
    public CallerSide caller() {
        return caller;
    }

    @Override
    public UpstreamSide upstream() {
        return upstream;
    }
}
