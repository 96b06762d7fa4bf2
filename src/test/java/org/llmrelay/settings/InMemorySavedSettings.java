package org.llmrelay.settings;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Settings in memory. */
public final class InMemorySavedSettings implements SavedSettings {
    private final AtomicReference<Saved> saved = new AtomicReference<>(Saved.NOTHING);

    @Override
    public Saved current() {
        return Objects.requireNonNull(saved.get());
    }

    @Override
    public Saved latest() {
        return current();
    }

    @Override
    public boolean replace(Saved next) {
        Saved before = current();
        return before.version() == next.version() - 1 && saved.compareAndSet(before, next);
    }
}
