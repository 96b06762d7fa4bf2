package org.llmrelay.redis;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the scripts keep of a deleted key; {@code at}: the millisecond of its deletion. */
record StoredDeletion(
        String at,
        String record,
        @JsonProperty("first_use") @Nullable String firstUse) {
    Instant time() {
        return Instant.ofEpochMilli(Long.parseLong(at));
    }
}
