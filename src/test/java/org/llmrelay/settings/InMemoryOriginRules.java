package org.llmrelay.settings;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Rules in memory. */
public final class InMemoryOriginRules implements OriginRules {
    private final AtomicReference<Origins> origins = new AtomicReference<>(Origins.NONE);

    @Override
    public Origins current() {
        return Objects.requireNonNull(origins.get());
    }

    @Override
    public void save(Origins others) {
        origins.set(others);
    }
}
