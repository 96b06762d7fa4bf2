package org.llmrelay.translation.messages;

import org.llmrelay.translation.CallerSide;
import org.llmrelay.translation.Translation;
import org.llmrelay.translation.UpstreamSide;
import org.llmrelay.translation.chat.ChatUpstream;

/** Anthropic's Messages for callers, Chat Completions to upstreams. */
public final class MessagesOnChat implements Translation {
    private final MessagesCaller caller = new MessagesCaller();
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
