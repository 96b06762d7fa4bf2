package org.llmrelay.translation;

import org.llmrelay.call.Usage;

/** What an answer has used. {@code thoughts}: how many of the output tokens were thoughts, as far as was told. */
public record Spent(Usage usage, long thoughts) {
    /** All of the input, cached or not. */
    public long input() {
        return usage.input() + usage.cacheRead() + usage.cacheWrite5m() + usage.cacheWrite1h();
    }

    /** What was written to the cache, for however long. */
    public long cacheWrite() {
        return usage.cacheWrite5m() + usage.cacheWrite1h();
    }
}
