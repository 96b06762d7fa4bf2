package org.llmrelay.console;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.llmrelay.admin.Progress;

/** Something long that somebody has asked for: how far it is, and what has come of it. Thread-safe. */
public final class Work<T> implements Progress {
    private static final int WHOLE = 100;

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile Step step = new Step("", 0, 0);
    private volatile boolean isTold;

    private record Step(String doing, int done, int all) {}

    @Override
    public void at(String doing, int done, int all) {
        step = new Step(doing, done, all);
    }

    CompletableFuture<T> result() {
        return result;
    }

    /** Waits a little: what is short needs no progress. */
    void settle(long millis) {
        result.<Object>handle((done, fault) -> "")
                .completeOnTimeout("", millis, TimeUnit.MILLISECONDS)
                .join();
    }

    public boolean isEnded() {
        return result.isDone();
    }

    /** Whether somebody was told what has come of it. */
    boolean isTold() {
        return isTold;
    }

    void told() {
        isTold = true;
    }

    /** What has come of it; throws what it threw. Waits while it has not ended. */
    T get() {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What has come of it; nothing while it has not ended, and where it went wrong. */
    Optional<T> found() {
        return result.isDone() && !result.isCompletedExceptionally() ? Optional.of(result.join()) : Optional.empty();
    }

    /** A code of what it is doing; empty while it has not begun. */
    public String getDoing() {
        return step.doing();
    }

    /** How many records are done. */
    public int getDone() {
        return step.done();
    }

    /** How many there are, or 0 while nobody knows. */
    public int getAll() {
        return step.all();
    }

    public int getPercent() {
        Step now = step;
        return now.all() == 0 ? 0 : (int) ((long) now.done() * WHOLE / now.all());
    }
}
