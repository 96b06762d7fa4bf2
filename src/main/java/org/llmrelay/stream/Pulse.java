package org.llmrelay.stream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The clock of all answers under way on this node: whoever drives it calls {@link #beat} about once a second. Thread-safe. */
public final class Pulse {
    private final Set<Pump> pumps = ConcurrentHashMap.newKeySet();

    public void add(Pump pump) {
        pumps.add(pump);
    }

    public void remove(Pump pump) {
        pumps.remove(pump);
    }

    /** Lets every answer look at the time: pings go out, silent upstreams and dead callers are given up. */
    public void beat() {
        pumps.forEach(Pump::tick);
    }

    /** How many answers are under way. */
    public int size() {
        return pumps.size();
    }
}
