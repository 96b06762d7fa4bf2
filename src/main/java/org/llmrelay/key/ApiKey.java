package org.llmrelay.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that a person or a tool calls with. The key's text is not here: only its hash is kept.
 *
 * @param hint the last characters of the text, so that its holder can recognise it
 * @param expires when it stops working, or null for never
 * @param concurrency how many calls it may make at once, or 0 for any number
 */
public record ApiKey(
        String id,
        String name,
        KeyHash hash,
        String hint,
        boolean enabled,
        @Nullable Instant expires,
        int concurrency,
        Instant created) {
    public ApiKey {
        if (concurrency < 0) {
            throw new IllegalArgumentException("concurrency: " + concurrency + " (expected: >= 0)");
        }
    }

    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
