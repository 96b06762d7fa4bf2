package org.llmrelay.translation.chat;

import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.Translation;
import org.llmrelay.translation.UpstreamSide;
import org.llmrelay.translation.gemini.GeminiUpstream;

/** Chat Completions for callers, Gemini's API to upstreams. */
public final class ChatOnGemini implements Translation {
    private final ChatCaller caller = new ChatCaller();
    private final GeminiUpstream upstream = new GeminiUpstream();

    @Override
    public CallerSide caller() {
        return caller;
    }

    @Override
    public UpstreamSide upstream() {
        return upstream;
    }
}
