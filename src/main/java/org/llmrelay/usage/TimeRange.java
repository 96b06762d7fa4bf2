package org.llmrelay.usage;

import java.time.Instant;

/** The time from {@code from} until before {@code to}; not empty. */
public record TimeRange(Instant from, Instant to) {
    public TimeRange {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("time: " + from + " to " + to + " (expected: the end behind the start)");
        }
    }

    public boolean holds(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
