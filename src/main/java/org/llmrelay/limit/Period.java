package org.llmrelay.limit;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/** The time over which a limit counts. */
public sealed interface Period {

    /** The name in records and answers: a key has at most one limit of a unit, a period's name and a family. */
    String code();

    /** A number of minutes that begins with the first use after the one before has ended. */
    record Window(Duration length) implements Period {
        public Window {
            requireWindow(length);
        }

        @Override
        public String code() {
            return "window";
        }
    }

    /** The last minutes before each call. */
    record Sliding(Duration length) implements Period {
        /** A sliding window forgets in steps of a sixtieth of its length, and late rather than early. */
        public static final int STEPS = 60;

        public Sliding {
            requireWindow(length);
        }

        @Override
        public String code() {
            return "sliding";
        }

        public Duration step() {
            return length.dividedBy(STEPS);
        }
    }

    /** A day that begins at an hour of the operator's clock. */
    record Day(ZoneId zone, int hour) implements Calendar {
        public Day {
            requireHour(hour);
        }

        @Override
        public String code() {
            return "day";
        }

        @Override
        public ZonedDateTime startOf(LocalDate date) {
            return at(date, zone, hour);
        }

        @Override
        public LocalDate next(LocalDate date) {
            return date.plusDays(1);
        }

        @Override
        public LocalDate before(LocalDate date) {
            return date;
        }
    }

    /** A week that begins on a day at an hour of the operator's clock. */
    record Week(ZoneId zone, DayOfWeek day, int hour) implements Calendar {
        public Week {
            requireHour(hour);
        }

        @Override
        public String code() {
            return "week";
        }

        @Override
        public ZonedDateTime startOf(LocalDate date) {
            return at(date, zone, hour);
        }

        @Override
        public LocalDate next(LocalDate date) {
            return date.plusWeeks(1);
        }

        @Override
        public LocalDate before(LocalDate date) {
            return date.with(TemporalAdjusters.previousOrSame(day));
        }
    }

    /** A month that begins on its first day at an hour of the operator's clock. */
    record Month(ZoneId zone, int hour) implements Calendar {
        public Month {
            requireHour(hour);
        }

        @Override
        public String code() {
            return "month";
        }

        @Override
        public ZonedDateTime startOf(LocalDate date) {
            return at(date, zone, hour);
        }

        @Override
        public LocalDate next(LocalDate date) {
            return date.plusMonths(1);
        }

        @Override
        public LocalDate before(LocalDate date) {
            return date.withDayOfMonth(1);
        }
    }

    /** The key's whole life. */
    record Life() implements Period {
        @Override
        public String code() {
            return "total";
        }
    }

    /** A period of the calendar, with daylight saving time as it is in its zone. */
    sealed interface Calendar extends Period {
        ZoneId zone();

        /** When the period that begins on a date begins. */
        ZonedDateTime startOf(LocalDate date);

        /** The date on which the period after the one that begins on a date begins. */
        LocalDate next(LocalDate date);

        /** The latest date, not after the given one, on which a period begins. */
        LocalDate before(LocalDate date);

        /** When the period that {@code now} lies in began. */
        default Instant start(Instant now) {
            return startOf(dateOf(now)).toInstant();
        }

        /** When the period that {@code now} lies in ends. */
        default Instant end(Instant now) {
            return startOf(next(dateOf(now))).toInstant();
        }

        private LocalDate dateOf(Instant now) {
            LocalDate date = before(now.atZone(zone()).toLocalDate());
            return startOf(date).toInstant().isAfter(now) ? before(date.minusDays(1)) : date;
        }
    }

    private static ZonedDateTime at(LocalDate date, ZoneId zone, int hour) {
        return date.atTime(hour, 0).atZone(zone);
    }

    private static void requireHour(int hour) {
        if (hour < 0 || hour > 23) {
            throw new IllegalArgumentException("reset hour: " + hour + " (expected: 0 to 23)");
        }
    }

    private static void requireWindow(Duration length) {
        if (length.toMinutes() < 1 || length.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("window: " + length + " (expected: 1 minute to 366 days)");
        }
    }
}
