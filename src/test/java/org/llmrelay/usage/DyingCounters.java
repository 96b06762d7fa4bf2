package org.llmrelay.usage;

import java.util.List;
import java.util.Map;
import org.llmrelay.failure.StoreUnavailableException;

/** Counters of a node that dies before it can add anything. */
record DyingCounters(Counters all) implements Counters {
    @Override
    public Map<String, String> cursors(List<String> keys) {
        return all.cursors(keys);
    }

    @Override
    public boolean add(Increment increment) {
        throw new StoreUnavailableException("away", new IllegalStateException());
    }

    @Override
    public Map<String, List<Tally>> read(Dimension dimension, List<String> ids, List<Slice> slices) {
        return all.read(dimension, ids, slices);
    }

    @Override
    public Map<String, Tally> all(Slice slice, Dimension dimension) {
        return all.all(slice, dimension);
    }

    @Override
    public Map<String, Tally> sums(Dimension dimension, List<Slice> added, List<Slice> taken) {
        return all.sums(dimension, added, taken);
    }

    @Override
    public List<Arrival> arrivals(Slice hour, Window window, int most) {
        return all.arrivals(hour, window, most);
    }

    @Override
    public boolean mend(Slice slice, List<Repair> repairs) {
        return all.mend(slice, repairs);
    }
}
