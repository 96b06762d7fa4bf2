package org.llmrelay.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts what ledgers tell: each entry once, whichever node does it and however often it is tried. Thread-safe. */
public final class RollUp {
    private static final int KEYS = 32;
    private static final int MOST_POSTINGS = 512;
    private static final int TRIES = 3;

    private final Archive archive;
    private final Counters counters;
    private final Calendar calendar;
    private final AtomicBoolean running = new AtomicBoolean();

    public RollUp(Archive archive, Counters counters, Calendar calendar) {
        this.archive = archive;
        this.counters = counters;
        this.calendar = calendar;
    }

    /**
     * Counts what this node has booked since it was called last; to be called every second or two. Blocks for the store.
     *
     * @throws org.llmrelay.failure.StoreUnavailableException when it is away: what was not counted is counted the next time
     */
    public void run() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            count(archive.takeGrown());
        } finally {
            running.set(false);
        }
    }

    /** Counts all that the ledgers of some keys hold and that has not been counted. */
    public void count(List<String> keys) {
        List<String> left = new ArrayList<>(keys);
        try {
            while (!left.isEmpty()) {
                List<String> some = left.subList(0, Math.min(KEYS, left.size()));
                countSome(List.copyOf(some));
                some.clear();
            }
        } finally {
            if (!left.isEmpty()) {
                archive.rememberGrown(left);
            }
        }
    }

    private void countSome(List<String> keys) {
        List<String> unfinished = keys;
        int missed = 0;
        while (!unfinished.isEmpty()) {
            int each = MOST_POSTINGS / unfinished.size();
            Map<String, String> cursors = from(unfinished);
            Map<String, List<Posting>> postings = archive.behind(cursors, each);
            if (counts(cursors, postings)) {
                unfinished = unfinished.stream()
                        .filter(key -> postings.getOrDefault(key, List.of()).size() == each)
                        .toList();
            } else if (++missed == TRIES) {
                // Another node is at it.
                archive.rememberGrown(unfinished);
                return;
            }
        }
    }

    private Map<String, String> from(List<String> keys) {
        Map<String, String> cursors = new TreeMap<>();
        keys.forEach(key -> cursors.put(key, ""));
        cursors.putAll(counters.cursors(keys));
        return cursors;
    }

    private boolean counts(Map<String, String> cursors, Map<String, List<Posting>> postings) {
        Increment.Gathering gathering = new Increment.Gathering(calendar);
        postings.forEach((key, items) -> {
            if (!items.isEmpty()) {
                gathering.add(key, cursors.getOrDefault(key, ""), items);
            }
        });
        Increment increment = gathering.all();
        return increment.moves().isEmpty() || counters.add(increment);
    }
}
