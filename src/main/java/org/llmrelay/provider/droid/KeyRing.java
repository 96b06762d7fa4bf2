package org.llmrelay.provider.droid;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.secret.Secret;

/** Which of several keys a call is sent with, and which are left alone for now. Every node finds out for itself. Thread-safe. */
final class KeyRing {
    private final Map<Secret, Rest> resting = new ConcurrentHashMap<>();
    private final AtomicInteger turns = new AtomicInteger();

    /** Why a key is left alone, and until when. */
    record Rest(FailureKind why, Instant until) {}

    /**
     * The key to use: for a conversation always the same, as long as it works; otherwise each in its turn. Where all of them rest, the one that comes back first.
     *
     * @param keys at least one
     */
    Secret pick(List<Secret> keys, @Nullable String conversation, Instant now) {
        List<Secret> awake = keys.stream().filter(key -> isAwake(key, now)).toList();
        if (awake.isEmpty()) {
            return keys.stream()
                    .min(Comparator.comparing(key -> restOf(key, now).until()))
                    .orElseThrow();
        }
        return conversation == null
                ? awake.get(Math.floorMod(turns.getAndIncrement(), awake.size()))
                : awake.stream()
                        .max(Comparator.comparingInt(key -> affinity(conversation, key)))
                        .orElseThrow();
    }

    /** Each key of its own: when one is left alone, only its own conversations move. */
    private static int affinity(String conversation, Secret key) {
        int mixed = conversation.hashCode() * 0x9E3779B9 ^ key.hashCode() * 0x85EBCA6B;
        mixed = (mixed ^ (mixed >>> 16)) * 0x45D9F3B;
        return mixed ^ (mixed >>> 16);
    }

    /** Leaves a key alone for a while. */
    void rest(Secret key, Rest rest, Instant now) {
        resting.values().removeIf(old -> !old.until().isAfter(now));
        resting.put(key, rest);
    }

    boolean isAwake(Secret key, Instant now) {
        Rest rest = resting.get(key);
        return rest == null || !rest.until().isAfter(now);
    }

    /** The first rest among the keys to be over; nobody is awake. */
    Rest shortest(List<Secret> keys, Instant now) {
        return keys.stream()
                .map(key -> restOf(key, now))
                .min(Comparator.comparing(Rest::until))
                .orElseThrow();
    }

    private Rest restOf(Secret key, Instant now) {
        return resting.getOrDefault(key, new Rest(FailureKind.UPSTREAM_RATE_LIMITED, now));
    }
}
