package org.llmrelay.redis;

import java.util.Arrays;
import org.llmrelay.call.Usage;

/** Usage as whole numbers, apart by commas. New numbers are added at the end; those that are missing are zero. */
final class UsageNumbers {
    private static final int COUNT = 7;

    private UsageNumbers() {}

    static String write(Usage usage) {
        return usage.input() + "," + usage.output() + "," + usage.cacheRead() + "," + usage.cacheWrite5m() + ","
                + usage.cacheWrite1h() + "," + usage.webSearches() + "," + usage.webFetches();
    }

    static Usage read(String text) {
        long[] numbers =
                Arrays.stream(text.split(",", -1)).mapToLong(Long::parseLong).toArray();
        long[] known = Arrays.copyOf(numbers, COUNT);
        return new Usage(known[0], known[1], known[2], known[3], known[4], known[5], known[6]);
    }
}
