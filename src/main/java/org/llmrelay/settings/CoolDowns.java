package org.llmrelay.settings;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How long accounts rest after a fault.
 *
 * @param rests for each cause
 * @param longestAsked what an upstream asks for is kept up to this
 */
public record CoolDowns(Map<Cause, Rest> rests, Duration longestAsked) {
    /** Longer pauses are probed in between: an upstream's idea of a day may be wrong, and one refused call costs little. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(6);

    /** What a fresh relay does. */
    public static final CoolDowns DEFAULTS = new CoolDowns(
            Map.ofEntries(
                    entry(Cause.RATE_LIMITED, new Rest(Duration.ofSeconds(30), Duration.ofMinutes(15))),
                    entry(Cause.OUT_OF_CREDIT, new Rest(Duration.ofMinutes(30), Duration.ofHours(6))),
                    entry(Cause.OVERLOADED, new Rest(Duration.ofSeconds(5), Duration.ofMinutes(1))),
                    entry(Cause.ERROR, new Rest(Duration.ofSeconds(5), Duration.ofMinutes(5))),
                    entry(Cause.TIMED_OUT, new Rest(Duration.ofSeconds(10), Duration.ofMinutes(5))),
                    entry(Cause.UNREACHABLE, new Rest(Duration.ofSeconds(5), Duration.ofMinutes(5))),
                    entry(Cause.BROKE_OFF, new Rest(Duration.ofSeconds(2), Duration.ofMinutes(1))),
                    entry(Cause.UNAUTHORIZED, new Rest(Duration.ofMinutes(10), Duration.ofHours(1))),
                    entry(Cause.FORBIDDEN, new Rest(Duration.ofMinutes(10), Duration.ofHours(1)))),
            LONGEST_ASKED);

    public CoolDowns {
        rests = Map.copyOf(new EnumMap<>(rests));
        if (rests.size() < Cause.values().length) {
            throw new IllegalArgumentException("cool-downs: " + rests.keySet() + " (expected: every cause)");
        }
        RelaySettings.requirePositive("longest pause asked for", longestAsked);
    }

    public Rest after(Cause cause) {
        Rest rest = rests.get(cause);
        if (rest == null) {
            throw new IllegalStateException("no rest for " + cause);
        }
        return rest;
    }

    /** Why an account rests. Proxies out of reach count as the upstream being out of reach, refusals at them as forbidden. */
    public enum Cause {
        RATE_LIMITED,
        OUT_OF_CREDIT,
        OVERLOADED,
        ERROR,
        TIMED_OUT,
        UNREACHABLE,
        BROKE_OFF,
        UNAUTHORIZED,
        FORBIDDEN;

        /** Its name in settings. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A rest that doubles with each failed probe.
     *
     * @param first the shortest
     * @param longest it grows no further
     */
    public record Rest(Duration first, Duration longest) {
        private static final int MOST_DOUBLINGS = 20;

        public Rest {
            RelaySettings.requirePositive("first rest", first);
            RelaySettings.requirePositive("longest rest", longest);
        }

        /** {@code streak}: how many times in a row, at least 1. */
        public Duration after(int streak) {
            Duration doubled = first.multipliedBy(1L << Math.min(streak - 1, MOST_DOUBLINGS));
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }
}
