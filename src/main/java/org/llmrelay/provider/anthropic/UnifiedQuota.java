package org.llmrelay.provider.anthropic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Quota;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Headers.Field;

/** The windows of a subscription as the header fields of every answer tell them: {@code anthropic-ratelimit-unified-<window>-utilization} and {@code -reset}. */
final class UnifiedQuota {
    private static final String PREFIX = "anthropic-ratelimit-unified-";
    private static final String USED = "-utilization";
    private static final String RESET = "-reset";
    private static final List<String> FAMILIES = List.of("opus", "sonnet", "haiku");
    private static final int MOST_PERCENT = 1_000;

    private UnifiedQuota() {}

    static Quota in(Headers headers) {
        List<Quota.Window> windows = new ArrayList<>();
        for (Field field : headers.fields()) {
            if (field.name().regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                window(field, headers).ifPresent(windows::add);
            }
        }
        return windows.isEmpty() ? Quota.UNKNOWN : new Quota(windows);
    }

    private static Optional<Quota.Window> window(Field field, Headers headers) {
        String name = field.name().toLowerCase(Locale.ROOT);
        if (!name.endsWith(USED)) {
            return Optional.empty();
        }
        String window = name.substring(PREFIX.length(), name.length() - USED.length());
        try {
            String reset = headers.first(PREFIX + window + RESET).orElse("");
            Instant resets = Instant.ofEpochSecond(Long.parseLong(reset.strip()));
            return Optional.of(new Quota.Window(window, family(window), percent(field.value()), resets));
        } catch (NumberFormatException | DateTimeException e) {
            // A window that cannot be read is not counted.
            return Optional.empty();
        }
    }

    private static int percent(String part) {
        BigDecimal percent = new BigDecimal(part.strip()).movePointRight(2).setScale(0, RoundingMode.DOWN);
        return percent.max(BigDecimal.ZERO)
                .min(BigDecimal.valueOf(MOST_PERCENT))
                .intValueExact();
    }

    private static @Nullable String family(String window) {
        return FAMILIES.stream().filter(window::contains).findFirst().orElse(null);
    }
}
