package org.llmrelay.redis;

import org.llmrelay.call.Usage;
import org.llmrelay.usage.Spending;
import org.llmrelay.usage.Tally;

/**
 * A tally as whole numbers apart by commas: calls; official and rated micro-dollars; input, output and cached tokens, those written for five minutes;
 * milliseconds until first bytes, and how many; failed calls; tokens written for an hour; calls charged by guess; searches; fetches. Zeros at the end
 * are left out, and new numbers are added there.
 */
final class StoredTally {
    private static final int ALL = 14;

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
            usage.webFetches()
        };
    }

    static Tally read(String text) {
        long[] n = parse(text);
        return new Tally(
                n[0],
                n[9],
                new Usage(n[3], n[4], n[5], n[6], n[10], n[12], n[13]),
                new Spending(n[1], n[2], n[11]),
                n[7],
                n[8]);
    }

    // Reports read hundreds of thousands of these.
    private static long[] parse(String text) {
        long[] numbers = new long[ALL];
        int place = 0;
        boolean negative = false;
        for (int i = 0; i < text.length() && place < ALL; i++) {
            char c = text.charAt(i);
            if (c == ',') {
                negative = false;
                place++;
            } else if (c == '-') {
                negative = true;
            } else {
                int digit = c - '0';
                numbers[place] = numbers[place] * 10 + (negative ? -digit : digit);
            }
        }
        return numbers;
    }
}
