package org.llmrelay.relay;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the calls of each key that wait on this node for a slot. Thread-safe. */
final class WaitingRoom {
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

    /** Takes a seat when fewer than {@code seats} are taken; returns whether it did. */
    boolean enter(String key, int seats) {
        boolean[] entered = new boolean[1];
        waiting.compute(key, (id, count) -> {
            int taken = count == null ? 0 : count;
            entered[0] = taken < seats;
            return entered[0] ? Integer.valueOf(taken + 1) : count;
        });
        return entered[0];
    }

    void leave(String key) {
        waiting.computeIfPresent(key, (id, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }
}
