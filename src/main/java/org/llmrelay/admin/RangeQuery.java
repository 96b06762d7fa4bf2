package org.llmrelay.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Problem.Mistake;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.TimeRange;

/**
 * Which time is asked for: a word ({@code today}, {@code 7d}, {@code 30d}, {@code month}), or {@code from} and {@code to}, each a day of the
 * operator's zone or a time with its offset. A day at the end belongs to it.
 */
public record RangeQuery(
        @Nullable String range,
        @Nullable String from,
        @Nullable String to) {
    static RangeQuery of(@Nullable String from, @Nullable String to) {
        return new RangeQuery(null, from, to);
    }

    /** Reads it, {@code missing} where nothing is said. @throws ProblemException with all mistakes */
    TimeRange read(Calendar calendar, String missing) {
        List<Mistake> mistakes = new ArrayList<>();
        if (range != null && (from != null || to != null)) {
            mistakes.add(new Mistake("range", "must not be given together with from or to"));
        }
        TimeRange time = from == null && to == null
                ? named(calendar, range == null ? missing : range, mistakes)
                : between(calendar, mistakes);
        if (!mistakes.isEmpty()) {
            throw new ProblemException(Problem.invalid(mistakes));
        }
        return time;
    }

    private static TimeRange named(Calendar calendar, String name, List<Mistake> mistakes) {
        LocalDate today = calendar.today();
        LocalDate first =
                switch (name) {
                    case "7d" -> today.minusDays(6);
                    case "30d" -> today.minusDays(29);
                    case "month" -> today.withDayOfMonth(1);
                    case "today" -> today;
                    default -> {
                        mistakes.add(new Mistake("range", "must be one of today, 7d, 30d, month"));
                        yield today;
                    }
                };
        return days(calendar, first, today);
    }

    private static TimeRange days(Calendar calendar, LocalDate first, LocalDate last) {
        return new TimeRange(calendar.start(first), calendar.start(last.plusDays(1)));
    }

    private TimeRange between(Calendar calendar, List<Mistake> mistakes) {
        TimeRange today = days(calendar, calendar.today(), calendar.today());
        if (from == null) {
            mistakes.add(new Mistake("from", "is required with to"));
            return today;
        }
        Instant start = time("from", from, 0, calendar, mistakes);
        Instant end = to == null ? today.to() : time("to", to, 1, calendar, mistakes);
        if (mistakes.isEmpty() && !start.isBefore(end)) {
            mistakes.add(new Mistake("to", "must be behind from"));
        }
        return mistakes.isEmpty() ? new TimeRange(start, end) : today;
    }

    private static Instant time(String name, String text, int days, Calendar calendar, List<Mistake> mistakes) {
        Optional<Instant> day = day(text).map(date -> calendar.start(date.plusDays(days)));
        // A plus that nobody encoded comes in as a blank.
        Optional<Instant> time = day.or(() -> Texts.time(text.replace(' ', '+')));
        if (time.isEmpty()) {
            mistakes.add(new Mistake(name, "must be a day such as 2030-01-31 or a time such as 2030-01-31T12:00:00Z"));
        }
        return time.orElse(Instant.EPOCH);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
