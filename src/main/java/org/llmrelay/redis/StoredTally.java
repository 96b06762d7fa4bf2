package org.llmrelay.redis;

import java.nio.charset.StandardCharsets;
import org.llmrelay.call.Usage;
import org.llmrelay.usage.Spending;
import org.llmrelay.usage.Tally;

/**
 * A tally as whole numbers apart by commas: calls; official and rated micro-dollars; input, output and cached tokens, those written for five minutes;
 * milliseconds until first bytes, and how many; failed calls; tokens written for an hour; calls charged by guess; searches; fetches; calls that are estimated in part.
 * Zeros at the end are left out, and new numbers are added there.
 */
final class StoredTally {
    private static final int ALL = 15;

    private StoredTally() {}

    static String write(Tally tally) {
        long[] numbers = numbers(tally);
        int count = ALL;
        while (count > 1 && numbers[count - 1] == 0) {
            count--;
        }
        StringBuilder text = new StringBuilder(48).append(numbers[0]);
        for (int i = 1; i < count; i++) {
            text.append(',').append(numbers[i]);
        }
        return text.toString();
    }

    private static long[] numbers(Tally tally) {
        Usage usage = tally.usage();
        Spending spending = tally.spending();
        return new long[] {
            tally.calls(),
            spending.official(),
            spending.rated(),
            usage.input(),
            usage.output(),
            usage.cacheRead(),
            usage.cacheWrite5m(),
            tally.firstByteMillis(),
            tally.firstBytes(),
            tally.failed(),
            usage.cacheWrite1h(),
            spending.guessed(),
            usage.webSearches(),
            usage.webFetches(),
            tally.estimated()
        };
    }

    static Tally read(String text) {
        return tally(add(new long[ALL], text.getBytes(StandardCharsets.ISO_8859_1), 1));
    }

    /** Adds a stored tally, {@code sign} times, to numbers in the same order. Reports read hundreds of thousands of these. */
    static long[] add(long[] numbers, byte[] text, int sign) {
        int place = 0;
        long number = 0;
        boolean isNegative = false;
        for (byte c : text) {
            if (c == ',') {
                numbers[place] += isNegative ? -sign * number : sign * number;
                number = 0;
                isNegative = false;
                if (++place == ALL) {
                    return numbers;
                }
            } else if (c == '-') {
                isNegative = true;
            } else {
                number = number * 10 + (c - '0');
            }
        }
        numbers[place] += isNegative ? -sign * number : sign * number;
        return numbers;
    }

    static long[] nothing() {
        return new long[ALL];
    }

    static Tally tally(long[] n) {
        return new Tally(
                n[0],
                n[9],
                n[14],
                new Usage(n[3], n[4], n[5], n[6], n[10], n[12], n[13]),
                new Spending(n[1], n[2], n[11]),
                n[7],
                n[8]);
    }
}
