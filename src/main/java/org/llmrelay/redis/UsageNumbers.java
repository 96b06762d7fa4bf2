package org.llmrelay.redis;

import java.util.Arrays;
import org.llmrelay.call.Usage;
import org.llmrelay.usage.Spending;

/** Usage, and in sums what it cost and how many calls are estimated in part, as whole numbers apart by commas. New numbers are added at the end; those that are missing are zero. */
final class UsageNumbers {
    private static final int USAGE = 7;
    private static final int ALL = USAGE + 4;

    /** Where amounts begin in the sums of a book, which have the calls before all else; counted from one. */
    static final int FIRST_AMOUNT = USAGE + 2;

    private UsageNumbers() {}

    static String write(Usage usage) {
        return usage.input() + "," + usage.output() + "," + usage.cacheRead() + "," + usage.cacheWrite5m() + ","
                + usage.cacheWrite1h() + "," + usage.webSearches() + "," + usage.webFetches();
    }

    static String write(Usage usage, Spending spending, long estimated) {
        return write(usage) + "," + spending.official() + "," + spending.rated() + "," + spending.guessed() + ","
                + estimated;
    }

    static Usage read(String text) {
        long[] known = numbers(text);
        return new Usage(known[0], known[1], known[2], known[3], known[4], known[5], known[6]);
    }

    static Spending readSpending(String text) {
        long[] known = numbers(text);
        return new Spending(known[USAGE], known[USAGE + 1], known[USAGE + 2]);
    }

    static long readEstimated(String text) {
        return numbers(text)[ALL - 1];
    }

    private static long[] numbers(String text) {
        long[] numbers =
                Arrays.stream(text.split(",", -1)).mapToLong(Long::parseLong).toArray();
        return Arrays.copyOf(numbers, ALL);
    }
}
