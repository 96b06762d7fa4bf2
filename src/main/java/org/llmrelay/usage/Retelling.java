package org.llmrelay.usage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.llmrelay.pricing.Charge;

/** What the ledgers tell of a day, as far as they have been counted. Confined to one thread. */
final class Retelling {
    private static final int KEYS = 50;
    private static final int POSTINGS = 200;
    private static final int MOST_WRONG = 100;

    /** A call is booked when it ends: no later than this behind its arrival, unless the store was away for long. */
    private static final Duration LONGEST_CALL = Duration.ofDays(1);

    private final Upkeep.Stores stores;
    private final Calendar calendar;
    private final Slice day;
    private final Map<Slice, Map<Subject, Tally>> told = new HashMap<>();
    private final List<Place> wrongCharges = new ArrayList<>();
    private final Set<String> read = new HashSet<>();
    private long calls;

    Retelling(Upkeep.Stores stores, Calendar calendar, Slice day) {
        this.stores = stores;
        this.calendar = calendar;
        this.day = day;
    }

    /** Reads the ledgers of some keys, each once. */
    void read(List<String> keys) {
        List<String> fresh = keys.stream().filter(read::add).toList();
        for (int from = 0; from < fresh.size(); from += KEYS) {
            readSome(stores.counters().cursors(fresh.subList(from, Math.min(fresh.size(), from + KEYS))));
        }
    }

    private void readSome(Map<String, String> counted) {
        Map<String, String> cursors = new TreeMap<>();
        counted.keySet().forEach(key -> cursors.put(key, ""));
        while (!cursors.isEmpty()) {
            Archive.Posted wanted = new Archive.Posted(day.start(), day.end().plus(LONGEST_CALL), POSTINGS);
            Map<String, List<Posting>> postings = stores.archive().posted(cursors, wanted);
            List<Posting> some = new ArrayList<>();
            postings.forEach((key, items) -> {
                items.stream()
                        .filter(item -> item.place().isNotBehind(counted.getOrDefault(key, "")))
                        .filter(item -> day.holds(item.entry().at()))
                        .forEach(some::add);
                if (items.size() < POSTINGS) {
                    cursors.remove(key);
                } else {
                    cursors.put(key, items.get(items.size() - 1).place().entry());
                }
            });
            stores.archive().corrected(some).forEach(this::tell);
        }
    }

    private void tell(BookedCall call) {
        calls++;
        Charge charge = call.charge();
        Charge booked = call.entry().charge();
        if (!isRight(call, charge) || !isRight(call, booked)) {
            if (wrongCharges.size() < MOST_WRONG) {
                wrongCharges.add(call.place());
            }
        }
        Slice hour = calendar.slice(Grain.HOUR, call.entry().at());
        for (Slice slice : List.of(day, hour)) {
            Map<Subject, Tally> table = told.computeIfAbsent(slice, same -> new HashMap<>());
            Tally tally = call.tally();
            Subject.of(call.entry()).forEach(subject -> table.merge(subject, tally, Tally::plus));
        }
    }

    private static boolean isRight(BookedCall call, @Nullable Charge charge) {
        return charge == null
                || charge.equals(charge.recomputed(call.entry().outcome().usage()));
    }

    long calls() {
        return calls;
    }

    List<Place> wrongCharges() {
        return wrongCharges;
    }

    Map<Subject, Tally> told(Slice slice) {
        return told.getOrDefault(slice, Map.of());
    }
}
