package org.llmrelay.admin;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;

/** Reads what limits a key: see {@code Limits} in the description. A rule with a mistake is left out of what is read. */
final class LimitsForm {
    static final String COST_AMOUNT = "most_microdollars";

    private static final int MOST_CALLS_AT_ONCE = 10_000;
    private static final int MOST_WAITING = 1_000;
    private static final int LONGEST_WAIT_SECONDS = 120;
    private static final int MOST_RULES = 30;
    private static final long MOST_MINUTES = 366 * 24 * 60;
    /** What Lua can count exactly. */
    private static final long MOST_AMOUNT = 1L << 53;

    private static final Map<String, Unit> UNITS =
            words(new Unit[] {Unit.REQUESTS, Unit.TOKENS, Unit.COST}, Unit::code);
    private static final Map<String, DayOfWeek> DAYS =
            words(DayOfWeek.values(), day -> day.name().toLowerCase(Locale.ROOT));
    private static final Map<String, Boolean> OPEN = openness();
    private static final Set<String> KINDS = Set.of("window", "sliding", "day", "week", "month", "total");

    private LimitsForm() {}

    static <T> Map<String, T> words(T[] values, Function<T, String> wordOf) {
        Map<String, T> words = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> words.put(wordOf.apply(value), value));
        return words;
    }

    private static Map<String, Boolean> openness() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("refuse", false);
        words.put("pass", true);
        return words;
    }

    static Limits read(Form form, Limits before) {
        int concurrency = form.whole("concurrency", before.concurrency(), 0, MOST_CALLS_AT_ONCE);
        Limits.Queue queue =
                form.inner("queue", before.queue(), Limits.Queue.NONE, inside -> queue(inside, before.queue()));
        Boolean open = form.word("when_store_away", before.open(), OPEN);
        List<Rule> rules = form.parts("rules", before.rules(), MOST_RULES, LimitsForm::rule);
        Set<String> names = new HashSet<>();
        List<Rule> different =
                rules.stream().filter(rule -> names.add(rule.name())).toList();
        if (different.size() < rules.size()) {
            form.wrong("rules", "must differ in unit, period or family");
        }
        return new Limits(concurrency, queue, Boolean.TRUE.equals(open), different);
    }

    private static Limits.Queue queue(Form form, Limits.Queue before) {
        int size = form.whole("size", before.size(), 0, MOST_WAITING);
        int seconds = form.whole("wait_seconds", (int) before.patience().toSeconds(), 0, LONGEST_WAIT_SECONDS);
        return new Limits.Queue(size, Duration.ofSeconds(seconds));
    }

    private static Optional<Rule> rule(Form form) {
        Unit unit = form.word("unit", null, UNITS);
        Optional<Period> period = form.inner("period", Optional.empty(), Optional.empty(), LimitsForm::period);
        if (!form.has("period")) {
            form.wrong("period", "is required");
        }
        Long most = most(form, unit);
        String family = form.line("family", "", 100).toLowerCase(Locale.ROOT);
        boolean enforced = form.flag("enforced", true);
        boolean strict = form.flag("strict", false);
        Boolean open = form.word("when_store_away", false, OPEN);
        if (unit == null || period.isEmpty() || most == null || open == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Rule(unit, period.get(), most, family.isEmpty() ? null : family, enforced, strict, open));
    }

    private static @Nullable Long most(Form form, @Nullable Unit unit) {
        String field = unit == Unit.COST ? COST_AMOUNT : "most";
        Long most = form.number(field, null, 1, MOST_AMOUNT);
        if (most == null && form.isFine(field)) {
            form.wrong(field, "is required");
        }
        return most;
    }

    private static Optional<Period> period(Form form) {
        String kind = form.word("kind", null, words(KINDS.stream().sorted().toArray(String[]::new), word -> word));
        if (kind == null) {
            return Optional.empty();
        }
        return switch (kind) {
            case "window" -> length(form).map(Period.Window::new);
            case "sliding" -> length(form).map(Period.Sliding::new);
            case "total" -> Optional.of(new Period.Life());
            default -> calendar(form, kind);
        };
    }

    private static Optional<Duration> length(Form form) {
        Long minutes = form.number("minutes", null, 1, MOST_MINUTES);
        if (minutes == null && form.isFine("minutes")) {
            form.wrong("minutes", "is required");
        }
        return Optional.ofNullable(minutes).map(Duration::ofMinutes);
    }

    private static Optional<Period> calendar(Form form, String kind) {
        ZoneId zone = zone(form);
        int hour = form.whole("hour", 0, 0, 23);
        DayOfWeek day = kind.equals("week") ? form.word("day", DayOfWeek.MONDAY, DAYS) : DayOfWeek.MONDAY;
        if (zone == null || day == null) {
            return Optional.empty();
        }
        Period period =
                switch (kind) {
                    case "day" -> new Period.Day(zone, hour);
                    case "week" -> new Period.Week(zone, day, hour);
                    default -> new Period.Month(zone, hour);
                };
        return Optional.of(period);
    }

    private static @Nullable ZoneId zone(Form form) {
        String name = form.text("zone", "UTC");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            if (form.isFine("zone")) {
                form.wrong("zone", "must be a time zone such as Europe/Berlin or UTC");
            }
            return null;
        }
    }
}
