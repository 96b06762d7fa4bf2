package org.llmrelay.renewal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sign-ins under way in memory, for tests. Thread-safe. */
public final class InMemoryPendingSignIns implements PendingSignIns {
    private final Object lock = new Object();
    private final Map<String, Kept> all = new HashMap<>();
    private final InstantSource clock;

    public InMemoryPendingSignIns(InstantSource clock) {
        this.clock = clock;
    }

    private record Kept(PendingSignIn pending, Instant until) {}

    @Override
    public void save(PendingSignIn pending, Duration lasting) {
        synchronized (lock) {
            all.put(pending.id(), new Kept(pending, clock.instant().plus(lasting)));
        }
    }

    @Override
    public Optional<PendingSignIn> find(String id, String operator) {
        synchronized (lock) {
            return Optional.ofNullable(all.get(id))
                    .filter(kept -> kept.until().isAfter(clock.instant()))
                    .map(Kept::pending)
                    .filter(pending -> pending.operator().equals(operator));
        }
    }

    @Override
    public Optional<PendingSignIn> take(String id, String operator) {
        synchronized (lock) {
            Optional<PendingSignIn> found = find(id, operator);
            found.ifPresent(taken -> all.remove(id));
            return found;
        }
    }
}
