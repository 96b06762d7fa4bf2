package org.llmrelay.api.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;

/**
 * A key as it is shown.
 *
 * @param hint the last characters of its text
 * @param expiresAt null for never
 * @param concurrency how many calls at once, or 0 for any number
 */
record KeyBody(
        String id,
        String name,
        String hint,
        boolean enabled,
        @Nullable Instant expiresAt,
        int concurrency,
        Instant createdAt)
        implements JsonBody {

    static KeyBody of(ApiKey key) {
        return new KeyBody(
                key.id(),
                key.name(),
                key.hint(),
                key.enabled(),
                key.expires().orElse(null),
                key.limits().concurrency(),
                key.created());
    }
}
