package org.llmrelay.usage;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How fine a table of counters is. */
public enum Grain {
    MINUTE(Duration.ofHours(3)),
    HOUR(Duration.ofDays(45)),
    DAY(Duration.ofDays(800)),
    MONTH(null);

    private final @Nullable Duration kept;

    Grain(@Nullable Duration kept) {
        this.kept = kept;
    }

    /** How long a table of this grain stays behind its end; null for ever. */
    public @Nullable Duration kept() {
        return kept;
    }

    /** The name in answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    ZonedDateTime start(ZonedDateTime time) {
        return switch (this) {
            case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> time.toLocalDate().atStartOfDay(time.getZone());
            case MONTH -> time.toLocalDate().withDayOfMonth(1).atStartOfDay(time.getZone());
        };
    }
}
