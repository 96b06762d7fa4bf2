package org.llmrelay.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counters in memory, for tests. Thread-safe. */
public final class InMemoryCounters implements Counters {
    private final Map<String, String> cursors = new TreeMap<>();
    private final Map<Slice, Map<Subject, Tally>> tables = new HashMap<>();
    private final Map<Slice, TreeSet<Arrival>> arrivals = new HashMap<>();

    @Override
    public synchronized Map<String, String> cursors(List<String> keys) {
        Map<String, String> found = new TreeMap<>(cursors);
        found.keySet().retainAll(keys);
        return found;
    }

    @Override
    public synchronized boolean add(Increment increment) {
        for (Map.Entry<String, Increment.Move> move : increment.moves().entrySet()) {
            if (!cursors.getOrDefault(move.getKey(), "").equals(move.getValue().from())) {
                return false;
            }
        }
        increment.moves().forEach((key, move) -> cursors.put(key, move.to()));
        increment
                .tallies()
                .forEach((slice, tallies) ->
                        tallies.forEach((subject, tally) -> table(slice).merge(subject, tally, Tally::plus)));
        increment.arrivals().forEach((hour, some) -> arrivals.computeIfAbsent(hour, same -> new TreeSet<>())
                .addAll(some));
        return true;
    }

    private Map<Subject, Tally> table(Slice slice) {
        return tables.computeIfAbsent(slice, same -> new HashMap<>());
    }

    @Override
    public synchronized Map<String, List<Tally>> read(Dimension dimension, List<String> ids, List<Slice> slices) {
        Map<String, List<Tally>> tallies = new TreeMap<>();
        for (String id : ids) {
            Subject subject = new Subject(dimension, id);
            tallies.put(
                    id,
                    slices.stream()
                            .map(slice -> table(slice).getOrDefault(subject, Tally.NONE))
                            .toList());
        }
        return tallies;
    }

    @Override
    public synchronized Map<String, Tally> all(Slice slice, Dimension dimension) {
        Map<String, Tally> found = new TreeMap<>();
        table(slice).forEach((subject, tally) -> {
            if (subject.dimension() == dimension) {
                found.put(subject.id(), tally);
            }
        });
        return found;
    }

    @Override
    public synchronized Map<String, Tally> sums(Dimension dimension, List<Slice> added, List<Slice> taken) {
        Map<String, Tally> sums = new TreeMap<>();
        added.forEach(slice -> all(slice, dimension).forEach((id, tally) -> sums.merge(id, tally, Tally::plus)));
        taken.forEach(slice ->
                all(slice, dimension).forEach((id, tally) -> sums.merge(id, Tally.NONE.minus(tally), Tally::plus)));
        sums.values().removeIf(Tally.NONE::equals);
        return sums;
    }

    @Override
    public synchronized List<Arrival> arrivals(Slice hour, Window window, int most) {
        return new ArrayList<>(arrivals.getOrDefault(hour, new TreeSet<>()))
                .stream()
                        .filter(arrival -> !arrival.at().isBefore(window.from())
                                && arrival.at().isBefore(window.to()))
                        .filter(arrival -> window.behind()
                                .map(last -> last.compareTo(arrival) < 0)
                                .orElse(true))
                        .limit(most)
                        .toList();
    }

    @Override
    public synchronized boolean mend(Slice slice, List<Repair> repairs) {
        Map<Subject, Tally> table = table(slice);
        boolean isAsRead = repairs.stream().allMatch(repair -> table.getOrDefault(repair.subject(), Tally.NONE)
                .equals(repair.read()));
        if (isAsRead) {
            repairs.forEach(repair -> table.put(repair.subject(), repair.right()));
        }
        return isAsRead;
    }
}
