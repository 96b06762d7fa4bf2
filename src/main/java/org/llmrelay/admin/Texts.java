package org.llmrelay.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands the texts in a form. */
final class Texts {
    private static final int LATEST_YEAR = 9999;

    private Texts() {}

    static boolean isLine(String text, int longest) {
        return text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    /** A time with its offset, in ISO 8601, cut to milliseconds. */
    static Optional<Instant> time(@Nullable String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text == null ? "" : text);
            return time.getYear() >= 0 && time.getYear() <= LATEST_YEAR
                    ? Optional.of(time.toInstant().truncatedTo(ChronoUnit.MILLIS))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
