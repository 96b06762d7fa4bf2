package org.llmrelay.stream;

import java.time.InstantSource;

/** For how long nothing has moved, and what that means. Thread-safe. */
final class Silence {
    /** The head of an error has said most of it: nobody waits long for the rest. */
    private static final long ERROR_PATIENCE_MILLIS = 5_000;

    private final InstantSource clock;
    private final Course.Timing timing;
    private volatile long lastByte;
    private volatile long lastWrite;
    private volatile long lastPing;

    Silence(InstantSource clock, Course.Timing timing) {
        this.clock = clock;
        this.timing = timing;
        this.lastByte = clock.millis();
        this.lastWrite = lastByte;
        this.lastPing = lastByte;
    }

    /** The upstream has sent something. */
    void heard() {
        lastByte = clock.millis();
    }

    /** The caller has taken something. */
    void written() {
        lastWrite = clock.millis();
    }

    /** Whether the caller has taken nothing for too long of what came. */
    boolean isCallersForTooLong() {
        return clock.millis() - Math.max(lastByte, lastWrite) >= timing.idle();
    }

    boolean isUpstreamsForTooLong() {
        return clock.millis() - lastByte >= timing.idle();
    }

    /** Whether the rest of an error is not worth waiting for any more. */
    boolean isTooLongForAnError() {
        return clock.millis() - lastByte >= ERROR_PATIENCE_MILLIS;
    }

    /** Whether the caller is to be told that the call lives; then it counts as told. */
    boolean isTimeForPing() {
        long now = clock.millis();
        boolean time = now - Math.max(lastByte, lastPing) >= timing.ping();
        if (time) {
            lastPing = now;
        }
        return time;
    }
}
