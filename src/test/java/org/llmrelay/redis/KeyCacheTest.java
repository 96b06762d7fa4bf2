package org.llmrelay.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.key.KeyHash;

class KeyCacheTest {
    private static final KeyHash HASH = new KeyHash("aa");

    private final KeyCache cache = new KeyCache(ManualClock.atNoon());

    @Test
    void keepsWhatWasReadWhenNothingHasChangedSince() {
        cache.put(HASH, Optional.empty(), cache.mark());

        assertThat(cache.get(HASH)).isPresent();
    }

    @Test
    void doesNotKeepWhatWasReadBeforeItWasForgotten() {
        long mark = cache.mark();
        cache.forget(HASH);

        cache.put(HASH, Optional.empty(), mark);

        assertThat(cache.get(HASH)).isEmpty();
    }

    @Test
    void doesNotKeepWhatWasReadBeforeAllWasForgotten() {
        long mark = cache.mark();
        cache.forgetAll();

        cache.put(HASH, Optional.empty(), mark);

        assertThat(cache.get(HASH)).isEmpty();
    }

    @Test
    void forgetsAll() {
        cache.put(HASH, Optional.empty(), cache.mark());

        cache.forgetAll();

        assertThat(cache.get(HASH)).isEmpty();
    }
}
