package org.llmrelay.fake;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A place where a behaviour stands still until the test releases it. Thread-safe. */
public final class Hold {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    static Hold none() {
        Hold hold = new Hold();
        hold.release();
        return hold;
    }

    /** Lets everyone who stands here, or will come by, go on. */
    public void release() {
        released.complete(null);
    }

    /** Waits until a behaviour stands here; fails the test after {@code patience}. */
    public void awaitReached(Duration patience) throws InterruptedException {
        if (!reached.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError("nothing reached the hold within " + patience);
        }
    }

    CompletableFuture<Void> stand() {
        reached.countDown();
        return released;
    }
}
