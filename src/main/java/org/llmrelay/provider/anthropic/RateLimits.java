package org.llmrelay.provider.anthropic;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Headers.Field;
import org.llmrelay.failure.UpstreamFault.Reach;

/**
 * What the header fields of an answer say about limits: the classic ones of API keys, with remainders and RFC 3339 times for each kind of limit, and the unified
 * ones of subscriptions, with statuses and epoch seconds for each window. Immutable.
 */
final class RateLimits {
    private static final String PREFIX = "anthropic-ratelimit-";
    private static final String UNIFIED = PREFIX + "unified-";
    private static final String REMAINING = "-remaining";
    private static final String STATUS = "-status";
    private static final String RESET = "-reset";
    /** What may be bought on top of a subscription: that it cannot says nothing of when the windows open again. */
    private static final String OVERAGE = UNIFIED + "overage";

    /** The window that ran out, such as {@code five_hour} or {@code seven_day_opus}. */
    private static final String CLAIM = UNIFIED + "representative-claim";

    private static final List<String> FAMILIES = List.of("opus", "sonnet", "haiku");

    private final Headers headers;
    private final Instant now;

    RateLimits(Headers headers, Instant now) {
        this.headers = headers;
        this.now = now;
    }

    /** Whom the limit concerns: a subscription's windows concern all models, unless one is named for a family. */
    Reach reach() {
        boolean unified = headers.stream().anyMatch(field -> startsWith(field, UNIFIED));
        String claim = headers.first(CLAIM).orElse("").toLowerCase(Locale.ROOT);
        return unified && FAMILIES.stream().noneMatch(claim::contains) ? Reach.ACCOUNT : Reach.MODEL;
    }

    /** How long until the last of the limits that are used up is there again; null where none is told. */
    @Nullable
    Duration untilReset() {
        return until(Stream.concat(classicResets(), unifiedResets())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null));
    }

    private Stream<@Nullable Instant> classicResets() {
        return headers.stream()
                .filter(field ->
                        startsWith(field, PREFIX) && field.value().strip().equals("0"))
                .map(field -> resetBeside(field, REMAINING))
                .map(text -> parse(text, time -> OffsetDateTime.parse(time).toInstant()));
    }

    private Stream<@Nullable Instant> unifiedResets() {
        return headers.stream()
                .filter(field -> startsWith(field, UNIFIED) && !startsWith(field, OVERAGE))
                .filter(field -> field.value().strip().equalsIgnoreCase("rejected"))
                .map(field -> resetBeside(field, STATUS))
                .map(text -> parse(text, seconds -> Instant.ofEpochSecond(Long.parseLong(seconds))));
    }

    /** The reset of the limit that a field belongs to, by the field's name less its ending; empty where there is none. */
    private String resetBeside(Field field, String ending) {
        String name = field.name().toLowerCase(Locale.ROOT);
        if (!name.endsWith(ending)) {
            return "";
        }
        return headers.first(name.substring(0, name.length() - ending.length()) + RESET)
                .orElse("");
    }

    private static boolean startsWith(Field field, String prefix) {
        return field.name().regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static @Nullable Instant parse(String text, Function<String, Instant> form) {
        try {
            return form.apply(text.strip());
        } catch (DateTimeException | NumberFormatException e) {
            // No hint is better than a wrong one.
            return null;
        }
    }

    private @Nullable Duration until(@Nullable Instant then) {
        if (then == null) {
            return null;
        }
        return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
    }
}
