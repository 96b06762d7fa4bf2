package org.llmrelay.scheduling;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a caller should wait who could not be served. */
final class Pause {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** When nobody knows: an operator may mend it at any time. */
    private static final Duration UNKNOWN = Duration.ofMinutes(1);

    private Pause() {}

    static Duration until(@Nullable Instant back, Instant now) {
        if (back == null) {
            return UNKNOWN;
        }
        Duration pause = Duration.between(now, back);
        return pause.compareTo(SHORTEST) > 0 ? pause : SHORTEST;
    }
}
