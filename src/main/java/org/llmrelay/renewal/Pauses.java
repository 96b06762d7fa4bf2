package org.llmrelay.renewal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait, with chance in it, so that nodes and accounts do not move in step. Thread-safe when {@code random} is. */
final class Pauses {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 10;

    private final RandomGenerator random;

    Pauses(RandomGenerator random) {
        this.random = random;
    }

    /** After so many failures in a row before this one: doubles, up to five minutes, and is shortened by up to a fifth. */
    Duration afterFailures(int failures) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause.minusMillis(random.nextLong(pause.toMillis() / 5 + 1));
    }

    /** Before another look at a renewal that somebody else is doing. */
    Duration beforeAnotherLook() {
        return Duration.ofMillis(100 + random.nextLong(100));
    }
}
