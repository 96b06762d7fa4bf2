package org.llmrelay.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrelay.usage.Counters.Repair;

/**
 * Works out again from the ledger what calls cost and what the counters must say, and tells where that differs; what is wrong in the counters can be put
 * right. Blocks for the store: for a busy day some seconds. Thread-safe.
 */
public final class Recomputation {
    private static final Duration LASTING = Duration.ofMinutes(10);
    private static final int REPAIRS = 200;

    private final Upkeep.Stores stores;
    private final RollUp rollUp;
    private final Calendar calendar;
    private final Duration retention;

    /** {@code retention}: how long ledgers are kept. */
    public Recomputation(Upkeep.Stores stores, RollUp rollUp, Calendar calendar, Duration retention) {
        this.stores = stores;
        this.rollUp = rollUp;
        this.calendar = calendar;
        this.retention = retention;
    }

    /** A number in the counters that is not what the ledger says. */
    public record Difference(Slice slice, Subject subject, Tally counted, Tally right) {
        Repair repair() {
            return new Repair(subject, counted, right);
        }
    }

    /**
     * What was found for a day.
     *
     * @param calls how many calls the ledger has
     * @param wrongCharges calls whose amounts do not follow from what was booked with them
     * @param differences what is wrong in the counters of the day, its hours, and of the month that ends with it
     * @param mended how many of these have been put right
     */
    public record Result(long calls, List<Place> wrongCharges, List<Difference> differences, long mended) {
        public Result {
            wrongCharges = List.copyOf(wrongCharges);
            differences = List.copyOf(differences);
        }
    }

    /** Whether the ledger still has all calls of a day, and the day is over. */
    public boolean isWhole(LocalDate day) {
        Slice slice = calendar.day(day);
        return !slice.end().isAfter(calendar.now())
                && slice.start().isAfter(calendar.now().minus(retention));
    }

    /**
     * Looks at one day, and at a month with its last day.
     *
     * @param mend whether what is wrong in the counters is put right; only for days that are whole
     * @return nothing when ledgers or counters are being changed elsewhere
     */
    public Optional<Result> day(LocalDate day, boolean mend) {
        if (!stores.claims().take(Repricing.CLAIM, LASTING)) {
            return Optional.empty();
        }
        try {
            stores.archive().everyKey(rollUp::count);
            return Optional.of(looked(day, mend && isWhole(day)));
        } finally {
            stores.claims().release(Repricing.CLAIM);
        }
    }

    private Result looked(LocalDate day, boolean mend) {
        Slice whole = calendar.day(day);
        List<Slice> slices = new ArrayList<>(calendar.slices(Grain.HOUR, whole.start(), whole.end()));
        slices.add(whole);
        slices.removeIf(slice -> !slice.isKeptAt(calendar.now()));
        // Read before the ledger is: what is counted meanwhile is then seen when it is mended, and left alone.
        Map<Slice, Map<Subject, Tally>> counted = new HashMap<>();
        slices.forEach(slice -> counted.put(slice, table(slice)));
        Retelling retelling = new Retelling(stores, calendar, whole);
        stores.archive().everyKey(retelling::read);
        List<Difference> differences = new ArrayList<>();
        slices.forEach(slice ->
                differences.addAll(differences(slice, counted.getOrDefault(slice, Map.of()), retelling.told(slice))));
        long mended = mend ? mended(differences) : 0;
        if (day.equals(YearMonth.from(day).atEndOfMonth())) {
            List<Difference> ofMonth = month(YearMonth.from(day));
            differences.addAll(ofMonth);
            mended += mend ? mended(ofMonth) : 0;
        }
        return new Result(retelling.calls(), retelling.wrongCharges(), differences, mended);
    }

    private Map<Subject, Tally> table(Slice slice) {
        Map<Subject, Tally> table = new HashMap<>();
        for (Dimension dimension : Dimension.values()) {
            stores.counters()
                    .all(slice, dimension)
                    .forEach((id, tally) -> table.put(new Subject(dimension, id), tally));
        }
        return table;
    }

    private static List<Difference> differences(Slice slice, Map<Subject, Tally> counted, Map<Subject, Tally> right) {
        List<Difference> differences = new ArrayList<>();
        counted.forEach((subject, tally) -> {
            Tally other = right.getOrDefault(subject, Tally.NONE);
            if (!tally.equals(other) && isComparable(subject, counted)) {
                differences.add(new Difference(slice, subject, tally, other));
            }
        });
        right.forEach((subject, tally) -> {
            if (!counted.containsKey(subject) && !tally.equals(Tally.NONE) && isComparable(subject, counted)) {
                differences.add(new Difference(slice, subject, Tally.NONE, tally));
            }
        });
        return differences;
    }

    /** In a table that was full, some of a dimension's subjects stand for others. */
    private static boolean isComparable(Subject subject, Map<Subject, Tally> counted) {
        return !counted.containsKey(new Subject(subject.dimension(), Subject.OTHERS));
    }

    /** A month is what its days are, as long as all of them are kept. */
    private List<Difference> month(YearMonth month) {
        Slice whole = calendar.month(month);
        List<Slice> days = calendar.slices(Grain.DAY, whole.start(), whole.end());
        Instant now = calendar.now();
        if (!days.stream().allMatch(day -> day.isKeptAt(now))) {
            return List.of();
        }
        Map<Subject, Tally> counted = table(whole);
        Map<Subject, Tally> sums = new HashMap<>();
        days.forEach(day -> table(day).forEach((subject, tally) -> sums.merge(subject, tally, Tally::plus)));
        return differences(whole, counted, sums);
    }

    private long mended(List<Difference> differences) {
        Map<Slice, List<Repair>> bySlice = new HashMap<>();
        differences.forEach(difference -> bySlice.computeIfAbsent(difference.slice(), same -> new ArrayList<>())
                .add(difference.repair()));
        long mended = 0;
        for (Map.Entry<Slice, List<Repair>> slice : bySlice.entrySet()) {
            List<Repair> all = slice.getValue();
            for (int from = 0; from < all.size(); from += REPAIRS) {
                List<Repair> some = all.subList(from, Math.min(all.size(), from + REPAIRS));
                mended += stores.counters().mend(slice.getKey(), some) ? some.size() : 0;
            }
        }
        return mended;
    }
}
