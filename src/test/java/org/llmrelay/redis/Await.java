package org.llmrelay.redis;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads and processes do. */
final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long STEP_NANOS = 500_000;

    private Await() {}

    /** Returns when the condition holds; fails when it takes too long. */
    static void until(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("still not so after " + PATIENCE);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
