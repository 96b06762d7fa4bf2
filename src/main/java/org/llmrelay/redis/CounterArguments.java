package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.llmrelay.usage.Arrival;
import org.llmrelay.usage.Counters.Repair;
import org.llmrelay.usage.Dimension;
import org.llmrelay.usage.Increment;
import org.llmrelay.usage.Slice;
import org.llmrelay.usage.Subject;
import org.llmrelay.usage.Tally;

/** What the scripts of the counters are called with. {@code retention}: how long ledgers, and so the index of calls, are kept. Immutable. */
record CounterArguments(Duration retention) {
    /** Callers make up the names of models and programs: what is more than this counts as others. */
    private static final int MOST_FIELDS = 5_000;

    /** Keys and arguments of a script. */
    record Call(List<String> keys, List<String> args) {}

    Call of(Increment increment) {
        List<String> keys = new ArrayList<>(List.of(RedisKeys.COUNTED));
        List<String> args = new ArrayList<>();
        args.add(Integer.toString(increment.moves().size()));
        increment.moves().forEach((key, move) -> args.addAll(List.of(key, move.from(), move.to())));
        List<String> tables = new ArrayList<>();
        increment.tallies().forEach((slice, tallies) -> {
            addTable(slice, tallies, true, keys, tables);
            addTable(slice, tallies, false, keys, tables);
        });
        args.add(Integer.toString(keys.size() - 1));
        args.addAll(tables);
        increment.arrivals().forEach((hour, arrivals) -> {
            keys.add(RedisKeys.arrivals(hour));
            args.add(Long.toString(hour.end().plus(retention).toEpochMilli()));
            args.add(Integer.toString(arrivals.size()));
            for (Arrival arrival : arrivals) {
                args.add(Long.toString(arrival.at().toEpochMilli()));
                args.add(arrival.place().key() + "|" + arrival.place().entry());
            }
        });
        return new Call(keys, args);
    }

    private static void addTable(
            Slice slice, Map<Subject, Tally> tallies, boolean ofKeys, List<String> keys, List<String> args) {
        Map<String, String> fields = new TreeMap<>();
        tallies.forEach((subject, tally) -> {
            if (ofKeys == (subject.dimension() == Dimension.KEY)) {
                fields.put(UsageTable.field(subject), StoredTally.write(tally));
            }
        });
        keys.add(RedisKeys.counters(slice, ofKeys));
        args.add(expiry(slice));
        args.add(ofKeys ? "0" : Integer.toString(MOST_FIELDS));
        args.add(Integer.toString(fields.size()));
        fields.forEach((field, tally) -> args.addAll(List.of(field, tally)));
    }

    Call of(Slice slice, List<Repair> keys, List<Repair> others) {
        List<String> args = new ArrayList<>();
        args.add(expiry(slice));
        for (List<Repair> repairs : List.of(keys, others)) {
            args.add(Integer.toString(repairs.size()));
            repairs.forEach(repair -> args.addAll(List.of(
                    UsageTable.field(repair.subject()),
                    StoredTally.write(repair.read()),
                    StoredTally.write(repair.right()))));
        }
        return new Call(List.of(RedisKeys.counters(slice, true), RedisKeys.counters(slice, false)), args);
    }

    private static String expiry(Slice slice) {
        return Long.toString(slice.expiry().map(Instant::toEpochMilli).orElse(0L));
    }
}
