package org.llmrelay.redis;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** An immutable value in memory that is swapped whole. Thread-safe. */
final class Snapshot<T> {
    private final AtomicReference<T> value;

    Snapshot(T first) {
        this.value = new AtomicReference<>(first);
    }

    T get() {
        return Objects.requireNonNull(value.get());
    }

    void update(UnaryOperator<T> change) {
        value.updateAndGet(change);
    }

    /** Swaps the value for one that is read from Redis: read once more when the value was changed meanwhile, for that change may not be in it. */
    T reload(Supplier<T> read) {
        while (true) {
            T before = get();
            T fresh = read.get();
            if (value.compareAndSet(before, fresh)) {
                return fresh;
            }
        }
    }
}
