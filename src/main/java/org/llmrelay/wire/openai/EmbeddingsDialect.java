package org.llmrelay.wire.openai;

import java.time.InstantSource;
import org.llmrelay.wire.UsageMeter;

/** OpenAI's Embeddings. Thread-safe. */
public final class EmbeddingsDialect extends ChatLikeDialect {
    public static final String ID = "openai-embeddings";

    /** Goes by the system's clock. */
    public EmbeddingsDialect() {
        this(InstantSource.system());
    }

    /** @param clock for times that callers are told */
    public EmbeddingsDialect(InstantSource clock) {
        super(ID, Shape.EMBEDDINGS, clock);
    }

    @Override
    public UsageMeter meter() {
        return ChatMeter.ofEmbeddings();
    }
}
