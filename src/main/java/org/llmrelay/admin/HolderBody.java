package org.llmrelay.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;

/** What a key's holder may know of it. */
public record HolderBody(
        String id,
        String name,
        String hint,
        String state,
        @Nullable Instant expiresAt,
        RightsBody rights,
        LimitsBody limits,
        KeyStandingBody standing)
        implements JsonBody {
    static HolderBody of(ApiKey key, String state, KeyStandingBody standing) {
        return new HolderBody(
                key.id(),
                key.name(),
                key.hint(),
                state,
                key.expires().orElse(null),
                RightsBody.of(key.rights()),
                LimitsBody.of(key.limits()),
                standing);
    }
}
