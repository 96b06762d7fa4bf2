package org.llmrelay.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A minute, hour, day or month of the operator's calendar.
 *
 * @param name unique among slices of its grain: {@code 2026-03} for a month, {@code 2026-03-01} for a day, the epoch second of its start for others
 * @param end where the next one starts
 */
public record Slice(Grain grain, String name, Instant start, Instant end) {

    /** When its table goes away, if it ever does. */
    public Optional<Instant> expiry() {
        Duration kept = grain.kept();
        return kept == null ? Optional.empty() : Optional.of(end.plus(kept));
    }

    public boolean isKeptAt(Instant now) {
        return expiry().map(now::isBefore).orElse(true);
    }

    public boolean holds(Instant time) {
        return !time.isBefore(start) && time.isBefore(end);
    }
}
