package org.llmrelay.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Slows down whoever guesses passwords: after a few tries each further one for the same name from the same address has
 * to wait twice as long. Counts on this node only, and forgets. Thread-safe.
 */
public final class Pace {
    private static final int FREE_TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 10;
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MOST_PAIRS = 10_000;

    private final InstantSource clock;
    private final Cache<Pair, Tries> tries;

    public Pace(InstantSource clock) {
        this.clock = clock;
        this.tries = Caffeine.newBuilder()
                .maximumSize(MOST_PAIRS)
                .expireAfterWrite(MEMORY)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /**
     * Asks for a try. It is counted before its outcome is known, so that many at once gain nothing. Returns how long to
     * wait when it is too soon, and then nothing was counted.
     */
    public Optional<Duration> enter(String username, String address) {
        Instant now = clock.instant();
        Tries before = tries.asMap()
                .merge(new Pair(username, address), new Tries(1, now, true), (old, first) -> old.next(now));
        return before.taken() ? Optional.empty() : Optional.of(Duration.between(now, before.openFrom()));
    }

    /** The password was right: nothing is held against the pair any more. */
    public void forget(String username, String address) {
        tries.invalidate(new Pair(username, address));
    }

    private record Pair(String username, String address) {}

    /** {@code taken}: whether the last one who asked was let through. */
    private record Tries(int count, Instant openFrom, boolean taken) {
        Tries next(Instant now) {
            if (now.isBefore(openFrom)) {
                return new Tries(count, openFrom, false);
            }
            return new Tries(count + 1, now.plus(pauseAfter(count + 1)), true);
        }

        private static Duration pauseAfter(int count) {
            if (count < FREE_TRIES) {
                return Duration.ZERO;
            }
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(count - FREE_TRIES, MOST_DOUBLINGS));
            return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
    }
}
