package org.llmrelay.usage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The port of the tables that reports are read from. They are derived from the ledger: a cursor for each key says up to where. Throws
 * {@link org.llmrelay.failure.StoreUnavailableException} when the store is away. Thread-safe.
 */
public interface Counters {

    /** Up to which entry the ledgers of keys have been counted; keys of which nothing has been counted are left out. */
    Map<String, String> cursors(List<String> keys);

    /** Adds all of it in one step, or nothing: then somebody else has counted some of it. */
    boolean add(Increment increment);

    /** What was counted for one subject in each slice; nothing where there was nothing. */
    default List<Tally> read(Subject subject, List<Slice> slices) {
        return read(subject.dimension(), List.of(subject.id()), slices).getOrDefault(subject.id(), List.of());
    }

    /** What was counted in each slice for some subjects of a dimension, by their ids, all of which are in the answer. */
    Map<String, List<Tally>> read(Dimension dimension, List<String> ids, List<Slice> slices);

    /** What was counted in a slice for every subject of a dimension that had anything, by its id. */
    Map<String, Tally> all(Slice slice, Dimension dimension);

    /** What was counted in some slices together, less what was counted in others, for every subject of a dimension that comes to anything, by its id. */
    Map<String, Tally> sums(Dimension dimension, List<Slice> added, List<Slice> taken);

    /** The calls that arrived within an hour, from {@code from} until before {@code to}, and behind one of them. Newest first. */
    List<Arrival> arrivals(Slice hour, Window window, int most);

    /** Puts right what was counted in a slice, in one step, if all of it still is as it was read; else does nothing. */
    boolean mend(Slice slice, List<Repair> repairs);

    /** One number that is wrong. */
    record Repair(Subject subject, Tally read, Tally right) {}

    /**
     * A part of the time.
     *
     * @param behind the call behind which to go on, if any
     */
    record Window(Instant from, Instant to, Optional<Arrival> behind) {}
}
