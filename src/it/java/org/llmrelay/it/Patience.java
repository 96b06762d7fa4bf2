package org.llmrelay.it;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what comes about by itself, as long as it takes and no longer than a test should. */
final class Patience {
    /** Far longer than anything takes here, also on a busy machine. */
    static final Duration USUAL = Duration.ofSeconds(15);

    private static final long GLANCE_NANOS = Duration.ofMillis(10).toNanos();

    private Patience() {}

    /** Looks until it is so; fails the test when it never is. */
    static void until(String what, Callable<Boolean> isSo) {
        Boolean unused = until(what, isSo, Boolean::booleanValue);
    }

    /** Looks for so long until it is so. */
    static void until(Duration patience, String what, Callable<Boolean> isSo) {
        Boolean unused = until(patience, what, isSo, Boolean::booleanValue);
    }

    /** Looks until what is seen is good, and returns it; fails the test when it never is. */
    static <T> T until(String what, Callable<T> look, Predicate<T> good) {
        return until(USUAL, what, look, good);
    }

    private static <T> T until(Duration patience, String what, Callable<T> look, Predicate<T> good) {
        long deadline = System.nanoTime() + patience.toNanos();
        T seen = once(look);
        while (!good.test(seen)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + patience + ": " + what + "; last seen: " + seen);
            }
            LockSupport.parkNanos(GLANCE_NANOS);
            seen = once(look);
        }
        return seen;
    }

    private static <T> T once(Callable<T> look) {
        try {
            return look.call();
        } catch (Exception e) {
            throw new AssertionError("looking failed", e);
        }
    }
}
