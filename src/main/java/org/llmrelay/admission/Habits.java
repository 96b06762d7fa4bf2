package org.llmrelay.admission;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long the answers of a model to a key usually are, as this node has seen them lately. Kept in memory, and only for keys that call. Thread-safe.
 */
public final class Habits {
    private static final int MOST = 20_000;
    private static final int WEIGHT = 8;

    private final Map<String, Long> usual = Collections.synchronizedMap(new Recent());

    /** Notes how many tokens an answer had. */
    public void note(String key, String model, long output) {
        usual.merge(name(key, model), output, Habits::blend);
    }

    /** Rises at once and falls slowly: what is held should rather be too much. */
    private static long blend(long before, long now) {
        return now >= before ? now : before - (before - now) / WEIGHT;
    }

    /** How many tokens the next answer will probably have at most, at most {@code limit}; the limit itself where nothing is known. */
    public long expected(String key, String model, long limit) {
        Long known = usual.get(name(key, model));
        return known == null ? limit : Math.min(limit, known);
    }

    private static String name(String key, String model) {
        return key + '|' + model;
    }

    /** Forgets what was not used for longest. */
    private static final class Recent extends LinkedHashMap<String, Long> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    }
}
