package org.llmrelay.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrelay.secret.Secret;

/**
 * One pass over the settings that remembers every mistake. A setting that is wrong reads as its fallback, so that the
 * pass goes on. Confined to one thread.
 */
final class Reading {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

    private final Function<String, Optional<String>> source;
    private final List<String> mistakes = new ArrayList<>();

    Reading(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** What is set; a blank counts as not set. */
    Optional<String> text(String name) {
        return source.apply(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The first of several names that is set. A secret is taken as it is, blanks around it included. */
    Optional<Secret> secret(String... names) {
        return Arrays.stream(names)
                .map(source)
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .map(Secret::of)
                .findFirst();
    }

    long whole(String name, long fallback, long least, long most) {
        String expected = "a whole number from " + least + " to " + most;
        return parsed(name, fallback, expected, text -> Optional.of(text)
                .filter(digits -> WHOLE.matcher(digits).matches())
                .map(Long::valueOf)
                .filter(number -> number >= least && number <= most));
    }

    Duration duration(String name, Duration fallback) {
        return parsed(name, fallback, "a time above zero such as 500ms, 10s, 5m, 1h or 90d", Reading::durationIn);
    }

    ZoneId zone(String name, ZoneId fallback) {
        return parsed(name, fallback, "a time zone such as UTC or Europe/Berlin", Reading::zoneNamed);
    }

    boolean flag(String name, boolean fallback) {
        return parsed(name, fallback, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** One of an enum's constants, in any case. */
    <E extends Enum<E>> E choice(String name, E fallback) {
        List<E> all = List.of(fallback.getDeclaringClass().getEnumConstants());
        String expected = "one of " + all.toString().toLowerCase(Locale.ROOT);
        return parsed(name, fallback, expected, text -> all.stream()
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst());
    }

    /** Remembers a mistake and goes on with {@code instead}. */
    <T> T wrong(String name, String shown, String expected, T instead) {
        mistakes.add(name + ": " + shown + " (expected: " + expected + ")");
        return instead;
    }

    /** Remembers what a record that checks itself complained about, and goes on with {@code instead}. */
    <T> T wrong(String name, IllegalArgumentException complaint, T instead) {
        mistakes.add(name + ": " + complaint.getMessage());
        return instead;
    }

    /** Ends the pass. @throws WrongSettingsException when there was any mistake */
    void finish() {
        if (!mistakes.isEmpty()) {
            throw new WrongSettingsException(mistakes);
        }
    }

    private <T> T parsed(String name, T fallback, String expected, Function<String, Optional<T>> parser) {
        return text(name)
                .map(text -> parser.apply(text).orElseGet(() -> wrong(name, text, expected, fallback)))
                .orElse(fallback);
    }

    private static Optional<ZoneId> zoneNamed(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> durationIn(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(parts.group(1));
        return Optional.of(
                        switch (parts.group(2)) {
                            case "ms" -> Duration.ofMillis(amount);
                            case "s" -> Duration.ofSeconds(amount);
                            case "m" -> Duration.ofMinutes(amount);
                            case "h" -> Duration.ofHours(amount);
                            default -> Duration.ofDays(amount);
                        })
                .filter(duration -> !duration.isZero());
    }
}
