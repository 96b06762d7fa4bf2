package org.llmrelay.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** The calendar that usage is counted by: now, and which slice a time falls into. Days with a change of the clock are as long as they are. Immutable. */
public record Calendar(InstantSource clock, ZoneId zone) {
    /** Some zones move their clocks by half an hour, so no hour is shorter. */
    private static final Duration SHORTEST_HOUR = Duration.ofMinutes(30);

    public Instant now() {
        return clock.instant();
    }

    public LocalDate today() {
        return date(now());
    }

    public LocalDate date(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    public Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    public Slice day(LocalDate day) {
        return new Slice(Grain.DAY, day.toString(), start(day), start(day.plusDays(1)));
    }

    public Slice month(YearMonth month) {
        Instant start = start(month.atDay(1));
        return new Slice(
                Grain.MONTH, month.toString(), start, start(month.plusMonths(1).atDay(1)));
    }

    /** The slice of a grain that a time falls into. */
    public Slice slice(Grain grain, Instant time) {
        ZonedDateTime start = grain.start(time.atZone(zone));
        return switch (grain) {
            case MINUTE -> fine(grain, start, start.plusMinutes(1).toInstant());
            case HOUR -> fine(grain, start, endOfHour(start));
            case DAY -> day(start.toLocalDate());
            case MONTH -> month(YearMonth.from(start));
        };
    }

    private static Slice fine(Grain grain, ZonedDateTime start, Instant end) {
        return new Slice(grain, Long.toString(start.toEpochSecond()), start.toInstant(), end);
    }

    private Instant endOfHour(ZonedDateTime start) {
        Instant end = start.toInstant().plus(SHORTEST_HOUR);
        while (Grain.HOUR.start(end.atZone(zone)).equals(start)) {
            end = end.plus(SHORTEST_HOUR);
        }
        return Grain.HOUR.start(end.atZone(zone)).toInstant();
    }

    /** The slices that hold some of the time from {@code from} until before {@code to}, in order. */
    public List<Slice> slices(Grain grain, Instant from, Instant to) {
        List<Slice> slices = new ArrayList<>();
        Instant next = from;
        while (next.isBefore(to)) {
            Slice slice = slice(grain, next);
            slices.add(slice);
            next = slice.end();
        }
        return slices;
    }
}
