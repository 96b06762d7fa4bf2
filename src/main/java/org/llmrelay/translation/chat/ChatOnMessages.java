package org.llmrelay.translation.chat;

import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.Translation;
import org.llmrelay.translation.UpstreamSide;
import org.llmrelay.translation.messages.MessagesUpstream;

/** Chat Completions for callers, Anthropic's Messages to upstreams. */
public final class ChatOnMessages implements Translation {
    private final ChatCaller caller = new ChatCaller();
    private final MessagesUpstream upstream = new MessagesUpstream();

    @Override
    public CallerSide caller() {
        return caller;
    }

    @Override
    public UpstreamSide upstream() {
        return upstream;
    }
}
