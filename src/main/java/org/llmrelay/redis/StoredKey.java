package org.llmrelay.redis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.KeyHash;

/** A key's record. The scripts read {@code hash}. */
record StoredKey(
        String id,
        String name,
        String hash,
        String hint,
        boolean enabled,
        @Nullable String expires,
        int concurrency,
        String created) {

    static StoredKey of(ApiKey key) {
        Instant expires = key.expires();
        return new StoredKey(
                key.id(),
                key.name(),
                key.hash().hex(),
                key.hint(),
                key.enabled(),
                expires == null ? null : expires.toString(),
                key.concurrency(),
                key.created().toString());
    }

    ApiKey toKey() {
        return new ApiKey(
                id,
                name,
                new KeyHash(hash),
                hint,
                enabled,
                expires == null ? null : Instant.parse(expires),
                concurrency,
                Instant.parse(created));
    }
}
