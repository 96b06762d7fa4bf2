package org.llmrelay.translation.gemini;

import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.Translation;
import org.llmrelay.translation.UpstreamSide;
import org.llmrelay.translation.chat.ChatUpstream;

/** Gemini's API for callers, Chat Completions to upstreams. */
public final class GeminiOnChat implements Translation {
    private final GeminiCaller caller = new GeminiCaller();
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
