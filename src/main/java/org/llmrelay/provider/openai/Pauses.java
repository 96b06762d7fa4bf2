package org.llmrelay.provider.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Headers.Field;
import org.llmrelay.provider.RetryAfter;

/** How long the header fields of an answer ask to be left alone. */
final class Pauses {
    private static final String REMAINING = "x-ratelimit-remaining-";
    private static final String RESET = "x-ratelimit-reset-";
    private static final Pattern MILLIS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");
    /** Such as {@code 6m0s}, {@code 1.5s} or {@code 120ms}. */
    private static final Pattern SPAN = Pattern.compile(
            "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,9})ms)?");

    private Pauses() {}

    /** In so many words; null where they do not say. */
    static @Nullable Duration asked(Headers headers, Instant now) {
        String millis = headers.first("retry-after-ms").orElse("").strip();
        if (MILLIS.matcher(millis).matches()) {
            return Duration.ofMillis((long) Math.ceil(Double.parseDouble(millis)));
        }
        return RetryAfter.in(headers, now);
    }

    /** Until the last of the limits that are used up is there again; null where none is told. */
    static @Nullable Duration untilReset(Headers headers) {
        return limits(headers, REMAINING)
                .filter(field -> field.value().strip().equals("0"))
                .map(field -> headers.first(RESET + field.name().substring(REMAINING.length()))
                        .orElse(""))
                .map(Pauses::span)
                .filter(Objects::nonNull)
                .max(Duration::compareTo)
                .orElse(null);
    }

    private static Stream<Field> limits(Headers headers, String prefix) {
        return headers.stream()
                .filter(field -> field.name().toLowerCase(Locale.ROOT).startsWith(prefix));
    }

    private static @Nullable Duration span(String text) {
        Matcher parts = SPAN.matcher(text.strip());
        if (text.isBlank() || !parts.matches()) {
            return null;
        }
        long seconds = (whole(parts, 1) * 24 + whole(parts, 2)) * 3600 + whole(parts, 3) * 60;
        double rest = parts.group(4) == null ? 0 : Double.parseDouble(parts.group(4));
        return Duration.ofSeconds(seconds).plusMillis((long) Math.ceil(rest * 1000) + whole(parts, 5));
    }

    private static long whole(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }
}
