package org.llmrelay.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Who holds which slots until when. A slot that has run out stays until it is given back, but takes no room. Thread-safe. */
final class Slots {
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Map<String, Instant>> ends = new ConcurrentHashMap<>();

    Slots(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns nothing when a slot was free, else how long until the next one runs out. */
    Optional<Duration> take(String owner, String call, int slots, Duration lease) {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (slots > 0 && running(owner) >= slots) {
                return nextEnd(owner, now).map(end -> Duration.between(now, end));
            }
            held(owner).put(call, now.plus(lease));
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    void renew(String owner, Collection<String> calls, Duration lease) {
        Instant end = clock.instant().plus(lease);
        calls.forEach(call -> held(owner).computeIfPresent(call, (id, old) -> end));
    }

    /** Returns whether the call held a slot, run out or not. */
    boolean giveBack(String owner, String call) {
        return held(owner).remove(call) != null;
    }

    long running(String owner) {
        Instant now = clock.instant();
        return held(owner).values().stream().filter(end -> end.isAfter(now)).count();
    }

    private Map<String, Instant> held(String owner) {
        return ends.computeIfAbsent(owner, id -> new ConcurrentHashMap<>());
    }

    private Optional<Instant> nextEnd(String owner, Instant now) {
        return held(owner).values().stream().filter(end -> end.isAfter(now)).min(Comparator.naturalOrder());
    }
}
