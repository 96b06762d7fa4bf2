package org.llmrelay.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Headers;

/** Reads how long an upstream asks to be left alone. */
public final class RetryAfter {
    private RetryAfter() {}

    /** The time that {@code retry-after} tells, in seconds or as a date; null where it tells none. Never negative. */
    public static @Nullable Duration in(Headers headers, Instant now) {
        String value = headers.first("retry-after").orElse("").strip();
        return value.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value)) : until(value, now);
    }

    private static @Nullable Duration until(String date, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
        } catch (DateTimeException e) {
            // No hint is better than a wrong one.
            return null;
        }
    }
}
