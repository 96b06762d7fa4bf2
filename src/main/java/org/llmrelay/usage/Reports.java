package org.llmrelay.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What operators ask about usage, read from the counters. Blocks for the store. Thread-safe. */
public final class Reports {
    private final Counters counters;
    private final Calendar calendar;
    private final ClosedSums closed;

    public Reports(Counters counters, Calendar calendar) {
        this.counters = counters;
        this.calendar = calendar;
        this.closed = new ClosedSums(counters, calendar.clock());
    }

    /** What was used in one slice of the time. */
    public record Point(Slice slice, Tally tally) {}

    /** What one subject used, slice by slice: all slices that hold some of the time, also those without any use. */
    public List<Point> series(Subject subject, Grain grain, TimeRange time) {
        List<Slice> slices = calendar.slices(grain, time.from(), time.to());
        List<Tally> tallies = counters.read(subject, slices);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            points.add(new Point(slices.get(i), tallies.get(i)));
        }
        return points;
    }

    /** Whole days, the last one included. */
    public record Days(LocalDate first, LocalDate last) {}

    /** What one subject used in all. */
    public record Rank(String id, Tally tally) {}

    /** A part of a list from the greatest on, and how long all of it is. */
    public record Ranking(List<Rank> ranks, int total) {}

    /**
     * Those who used the most in some days.
     *
     * @param offset zero-based
     */
    public Ranking top(Dimension dimension, Days days, Measure by, int offset, int most) {
        return ranking(sums(dimension, days), by, offset, most);
    }

    /** A part of the list that sums come to; {@code offset}: zero-based. */
    public static Ranking ranking(Map<String, Tally> sums, Measure by, int offset, int most) {
        List<Rank> ranks = sums.entrySet().stream()
                .map(sum -> new Rank(sum.getKey(), sum.getValue()))
                .sorted(Comparator.comparingLong((Rank rank) -> by.of(rank.tally()))
                        .reversed()
                        .thenComparing(Rank::id))
                .skip(offset)
                .limit(most)
                .toList();
        return new Ranking(ranks, sums.size());
    }

    /** What each subject of a dimension used in some days, by its id; nothing of those who used nothing. */
    public Map<String, Tally> sums(Dimension dimension, Days days) {
        return closed.sums(dimension, Cover.of(calendar, days.first(), days.last()));
    }

    /** What some subjects of a dimension used in some days, by their ids, all of which are in the answer. */
    public Map<String, Tally> sums(Dimension dimension, List<String> ids, Days days) {
        Cover cover = Cover.of(calendar, days.first(), days.last());
        Map<String, List<Tally>> added = counters.read(dimension, ids, cover.added());
        Map<String, List<Tally>> taken = counters.read(dimension, ids, cover.taken());
        Map<String, Tally> sums = new HashMap<>();
        added.forEach((id, tallies) -> sums.put(id, sum(tallies).minus(sum(taken.getOrDefault(id, List.of())))));
        return sums;
    }

    private static Tally sum(List<Tally> tallies) {
        return tallies.stream().reduce(Tally.NONE, Tally::plus);
    }

    /** What some subjects of a dimension used on each of some days, by their ids, all of which are in the answer. */
    public Map<String, List<Tally>> days(Dimension dimension, List<String> ids, Days days) {
        return counters.read(
                dimension,
                ids,
                days.first()
                        .datesUntil(days.last().plusDays(1))
                        .map(calendar::day)
                        .toList());
    }

    /** When calls of some keys were booked last, as far as they have been counted; keys without any are left out. */
    public Map<String, Instant> lastUses(List<String> keys) {
        Map<String, Instant> uses = new HashMap<>();
        counters.cursors(keys).forEach((key, entry) -> uses.put(key, bookedAt(entry)));
        return uses;
    }

    /** Entries are named by the millisecond of their booking. */
    private static Instant bookedAt(String entry) {
        return Instant.ofEpochMilli(Long.parseLong(entry.substring(0, entry.indexOf('-'))));
    }

    /** What one subject used in the last whole minutes before this one. Calls that still run are not in it. */
    public List<Point> live(Subject subject, int minutes) {
        Instant end = calendar.slice(Grain.MINUTE, calendar.now()).start();
        return series(subject, Grain.MINUTE, new TimeRange(end.minus(Duration.ofMinutes(minutes)), end));
    }
}
