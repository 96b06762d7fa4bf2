package org.llmrelay.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        private final Map<Slice, Map<Subject, Tally>> tallies = new HashMap<>();
        private final Map<Slice, List<Arrival>> arrivals = new HashMap<>();

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
            Tally tally = posting.tally();
            List<Subject> subjects = Subject.of(entry);
            for (Grain grain : Grain.values()) {
                Slice slice = calendar.slice(grain, entry.at());
                if (slice.isKeptAt(calendar.now())) {
                    Map<Subject, Tally> table = tallies.computeIfAbsent(slice, same -> new HashMap<>());
                    subjects.forEach(subject -> table.merge(subject, tally, Tally::plus));
                }
            }
            if (posting.isCall()) {
                arrivals.computeIfAbsent(calendar.slice(Grain.HOUR, entry.at()), same -> new ArrayList<>())
                        .add(new Arrival(entry.at(), posting.place()));
            }
        }

        Increment all() {
            return new Increment(moves, tallies, arrivals);
        }
    }
}
