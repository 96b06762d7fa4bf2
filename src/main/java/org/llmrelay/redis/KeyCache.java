package org.llmrelay.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.KeyHash;

/** What this node knows of keys by their hash, hashes without a key included. Thread-safe. */
final class KeyCache {
    /** For a change that no message told of. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private static final Duration FRESH_MISS = Duration.ofSeconds(5);
    private static final int MOST = 50_000;

    private final InstantSource clock;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong allForgotten = new AtomicLong();
    private final Cache<KeyHash, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    KeyCache(InstantSource clock) {
        this.clock = clock;
    }

    /** A key, or the knowledge that there is none; good until a moment. */
    record Known(@Nullable ApiKey keyOrNull, Instant until, long mark) {
        Optional<ApiKey> key() {
            return Optional.ofNullable(keyOrNull);
        }
    }

    Optional<Known> get(KeyHash hash) {
        return Optional.ofNullable(known.getIfPresent(hash)).filter(entry -> entry.mark() >= allForgotten.get());
    }

    boolean isFresh(Known entry) {
        return clock.instant().isBefore(entry.until());
    }

    /** To be taken before a key is read from Redis, and given back with what was read. */
    long mark() {
        return changes.get();
    }

    /** Keeps what was read, unless something has been forgotten since the mark was taken: then it may be out of date. */
    void put(KeyHash hash, Optional<ApiKey> key, long mark) {
        Duration fresh = key.isPresent() ? FRESH : FRESH_MISS;
        Known entry = new Known(key.orElse(null), clock.instant().plus(fresh), mark);
        // Inside compute, a forgetting either comes before and is seen, or comes after and removes the entry.
        known.asMap().compute(hash, (same, old) -> changes.get() == mark ? entry : old);
    }

    void forget(KeyHash hash) {
        changes.incrementAndGet();
        known.invalidate(hash);
    }

    void forgetAll() {
        // Clearing a map may miss an entry that is just being put; its mark gives it away.
        allForgotten.set(changes.incrementAndGet());
        known.invalidateAll();
    }
}
