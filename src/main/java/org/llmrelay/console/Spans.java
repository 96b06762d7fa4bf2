package org.llmrelay.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them, such as {@code 10 s} or {@code 5 min}; a number alone is seconds. */
final class Spans {
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})\\s*(\\p{IsAlphabetic}*)");
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("", SECOND),
            Map.entry("ms", 1L),
            Map.entry("毫秒", 1L),
            Map.entry("s", SECOND),
            Map.entry("秒", SECOND),
            Map.entry("m", MINUTE),
            Map.entry("min", MINUTE),
            Map.entry("分", MINUTE),
            Map.entry("分钟", MINUTE),
            Map.entry("h", HOUR),
            Map.entry("小时", HOUR),
            Map.entry("d", DAY),
            Map.entry("天", DAY));

    private record Shown(String unit, long millis) {}

    private static final List<Shown> SHOWN =
            List.of(new Shown("d", DAY), new Shown("h", HOUR), new Shown("min", MINUTE), new Shown("s", SECOND));

    private Spans() {}

    /** In the largest unit that tells all of it. */
    static String text(long millis) {
        return SHOWN.stream()
                .filter(shown -> millis >= shown.millis() && millis % shown.millis() == 0)
                .findFirst()
                .map(shown -> millis / shown.millis() + " " + shown.unit())
                .orElse(millis + " ms");
    }

    /** In milliseconds; nothing where it is no span. */
    static Optional<Long> millis(String text) {
        Matcher parts = SPAN.matcher(text.strip());
        return parts.matches() && UNITS.containsKey(parts.group(2))
                ? Optional.of(Long.parseLong(parts.group(1)) * UNITS.getOrDefault(parts.group(2), 0L))
                : Optional.empty();
    }
}
