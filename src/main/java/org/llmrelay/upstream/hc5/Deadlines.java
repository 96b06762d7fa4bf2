package org.llmrelay.upstream.hc5;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What must happen in time, on one thread. Thread-safe. */
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor clock;
    private final Set<Deadline> running = ConcurrentHashMap.newKeySet();

    Deadlines(ThreadFactory threads) {
        clock = new ScheduledThreadPoolExecutor(1, threads);
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Runs something short when the deadline is missed, or at the end of the clock. Throws {@link RejectedExecutionException} after it. */
    Deadline in(Duration time, Runnable missed) {
        Deadline deadline = new Deadline(missed);
        running.add(deadline);
        deadline.timer = clock.schedule(deadline, time.toNanos(), TimeUnit.NANOSECONDS);
        return deadline;
    }

    /** Runs something short again and again, whether it fails or not. */
    void every(Duration period, Runnable task) {
        Future<?> unused = clock.scheduleWithFixedDelay(
                () -> runSafely(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            Bugs.report(e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        running.forEach(Deadline::run);
    }

    /** One of them. Thread-safe. */
    final class Deadline implements Runnable {
        private final Runnable missed;
        private volatile @Nullable Future<?> timer;

        private Deadline(Runnable missed) {
            this.missed = missed;
        }

        @Override
        public void run() {
            if (running.remove(this)) {
                missed.run();
            }
        }

        void met() {
            running.remove(this);
            Future<?> started = timer;
            if (started != null) {
                started.cancel(false);
            }
        }
    }
}
