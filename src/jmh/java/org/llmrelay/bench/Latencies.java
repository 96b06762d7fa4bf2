package org.llmrelay.bench;

import java.util.Arrays;

/** Measured durations in nanoseconds, all kept, so that percentiles are exact. */
final class Latencies {

    private long[] nanos = new long[64 * 1024];
    private int count;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = duration;
    }

    int count() {
        return count;
    }

    /** The duration in milliseconds that {@code percent} of the calls did not exceed; 0 if there were none. */
    double percentileMillis(double percent) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * count) - 1;
        return sorted[Math.max(0, rank)] / 1e6;
    }
}
