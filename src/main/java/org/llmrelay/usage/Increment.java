package org.llmrelay.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What some entries of some ledgers add to the counters.
 *
 * @param moves the cursors that go on with it, by key
 * @param tallies what is added, by slice and subject
 * @param arrivals the calls by the hour in which they arrived
 */
public record Increment(
        Map<String, Move> moves, Map<Slice, Map<Subject, Tally>> tallies, Map<Slice, List<Arrival>> arrivals) {

    /** A cursor goes on. {@code from}: where it must be, empty at the beginning. */
    public record Move(String from, String to) {}

    /** Gathers what entries add. Confined to one thread. */
    static final class Gathering {
        private final Calendar calendar;
        private final Map<String, Move> moves = new TreeMap<>();
        private final Map<Slice, Minute> minutes = new HashMap<>();
        private @Nullable Minute latest;

        Gathering(Calendar calendar) {
            this.calendar = calendar;
        }

        /** {@code postings}: all of a key behind a cursor, in order; not empty. */
        void add(String key, String cursor, List<Posting> postings) {
            postings.forEach(this::add);
            moves.put(
                    key,
                    new Move(cursor, postings.get(postings.size() - 1).place().entry()));
        }

        private void add(Posting posting) {
            LedgerEntry entry = posting.entry();
            Minute minute = minute(entry.at());
            Tally tally = posting.tally();
            Subject.of(entry).forEach(subject -> minute.tallies.merge(subject, tally, Tally::plus));
            if (posting.isCall()) {
                minute.arrivals.add(new Arrival(entry.at(), posting.place()));
            }
        }

        /** Entries come by and large in the order of time. */
        private Minute minute(Instant at) {
            if (latest == null || !latest.slice.holds(at)) {
                latest = minutes.computeIfAbsent(calendar.slice(Grain.MINUTE, at), Minute::new);
            }
            return latest;
        }

        /** No hour, day or month begins within a minute. */
        Increment all() {
            Map<Slice, Map<Subject, Tally>> tallies = new HashMap<>();
            Map<Slice, List<Arrival>> arrivals = new HashMap<>();
            for (Minute minute : minutes.values()) {
                for (Grain grain : Grain.values()) {
                    Slice slice = calendar.slice(grain, minute.slice.start());
                    if (slice.isKeptAt(calendar.now())) {
                        Map<Subject, Tally> table = tallies.computeIfAbsent(slice, same -> new HashMap<>());
                        minute.tallies.forEach((subject, tally) -> table.merge(subject, tally, Tally::plus));
                    }
                }
                if (!minute.arrivals.isEmpty()) {
                    arrivals.computeIfAbsent(
                                    calendar.slice(Grain.HOUR, minute.slice.start()), same -> new ArrayList<>())
                            .addAll(minute.arrivals);
                }
            }
            return new Increment(moves, tallies, arrivals);
        }

        /** What was gathered of one minute, of which all else is made. */
        private static final class Minute {
            private final Slice slice;
            private final Map<Subject, Tally> tallies = new HashMap<>();
            private final List<Arrival> arrivals = new ArrayList<>();

            Minute(Slice slice) {
                this.slice = slice;
            }
        }
    }
}
