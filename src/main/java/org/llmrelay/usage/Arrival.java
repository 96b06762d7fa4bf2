package org.llmrelay.usage;

import java.time.Instant;
import java.util.Comparator;

/** When a call arrived, and where it stands: the index by which calls of all keys are found. Newest first. */
public record Arrival(Instant at, Place place) implements Comparable<Arrival> {
    private static final Comparator<Arrival> ORDER = Comparator.comparing(Arrival::at)
            .thenComparing(
                    arrival -> arrival.place().key() + "|" + arrival.place().entry())
            .reversed();

    @Override
    public int compareTo(Arrival other) {
        return ORDER.compare(this, other);
    }
}
