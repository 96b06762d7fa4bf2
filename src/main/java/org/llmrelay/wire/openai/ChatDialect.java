package org.llmrelay.wire.openai;

import java.time.InstantSource;
import org.llmrelay.wire.UsageMeter;

/** OpenAI's Chat Completions, which many others speak too. Thread-safe. */
public final class ChatDialect extends ChatLikeDialect {
    public static final String ID = "openai-chat";

    /** Goes by the system's clock. */
    public ChatDialect() {
        this(InstantSource.system());
    }

    /** @param clock for times that callers are told */
    public ChatDialect(InstantSource clock) {
        super(ID, Shape.CHAT, clock);
    }

    @Override
    public UsageMeter meter() {
        return ChatMeter.ofChat();
    }
}
