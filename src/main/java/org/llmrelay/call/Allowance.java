package org.llmrelay.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is still allowed of one thing.
 *
 * @param remaining of {@code limit}, 0 or more
 * @param resets when all of it is there again; null for never
 */
public record Allowance(
        Kind kind, long limit, long remaining, @Nullable Instant resets) {

    /** What is counted. */
    public enum Kind {
        REQUESTS,
        TOKENS
    }
}
