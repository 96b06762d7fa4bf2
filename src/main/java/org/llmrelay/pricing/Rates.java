package org.llmrelay.pricing;

import java.math.BigInteger;
import org.llmrelay.call.Usage;

/**
 * What one unit of each thing costs, in pico-dollars: a token, or a web search of the provider. Pages that a provider fetches are free. A price of three
 * dollars for a million tokens is 3,000,000 pico-dollars a token.
 */
public record Rates(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h, long webSearch) {
    public static final Rates ZERO = new Rates(0, 0, 0, 0, 0, 0);

    /** Ten dollars for a thousand searches: what is taken where nobody says it. */
    public static final long USUAL_SEARCH = 10_000_000_000L;

    /** The dearest unit: a thousand dollars. */
    public static final long MOST = 1_000_000_000_000_000L;

    public Rates {
        require("input", input);
        require("output", output);
        require("cache read", cacheRead);
        require("cache write 5m", cacheWrite5m);
        require("cache write 1h", cacheWrite1h);
        require("web search", webSearch);
    }

    /** The sum for a usage, in pico-dollars. */
    BigInteger sum(Usage usage) {
        try {
            return BigInteger.valueOf(sumOfUsual(usage));
        } catch (ArithmeticException e) {
            return sumOfAny(usage);
        }
    }

    private long sumOfUsual(Usage usage) {
        long sum = Math.multiplyExact(usage.input(), input);
        sum = Math.addExact(sum, Math.multiplyExact(usage.output(), output));
        sum = Math.addExact(sum, Math.multiplyExact(usage.cacheRead(), cacheRead));
        sum = Math.addExact(sum, Math.multiplyExact(usage.cacheWrite5m(), cacheWrite5m));
        sum = Math.addExact(sum, Math.multiplyExact(usage.cacheWrite1h(), cacheWrite1h));
        return Math.addExact(sum, Math.multiplyExact(usage.webSearches(), webSearch));
    }

    private BigInteger sumOfAny(Usage usage) {
        return product(usage.input(), input)
                .add(product(usage.output(), output))
                .add(product(usage.cacheRead(), cacheRead))
                .add(product(usage.cacheWrite5m(), cacheWrite5m))
                .add(product(usage.cacheWrite1h(), cacheWrite1h))
                .add(product(usage.webSearches(), webSearch));
    }

    /** These prices with tokens dearer by a factor in millionths, each rounded to a whole pico-dollar; searches cost the same. */
    Rates times(long millionths) {
        if (millionths == Rating.FULL) {
            return this;
        }
        return new Rates(
                scaled(input, millionths),
                scaled(output, millionths),
                scaled(cacheRead, millionths),
                scaled(cacheWrite5m, millionths),
                scaled(cacheWrite1h, millionths),
                webSearch);
    }

    /** The dearer of each. */
    Rates dearer(Rates other) {
        return new Rates(
                Math.max(input, other.input),
                Math.max(output, other.output),
                Math.max(cacheRead, other.cacheRead),
                Math.max(cacheWrite5m, other.cacheWrite5m),
                Math.max(cacheWrite1h, other.cacheWrite1h),
                Math.max(webSearch, other.webSearch));
    }

    private static BigInteger product(long count, long price) {
        return BigInteger.valueOf(count).multiply(BigInteger.valueOf(price));
    }

    private static long scaled(long price, long millionths) {
        return Rounding.halfUpAtMost(MOST, product(price, millionths), Rating.FULL);
    }

    private static void require(String name, long price) {
        if (price < 0 || price > MOST) {
            throw new IllegalArgumentException(name + ": " + price + " (expected: 0 to " + MOST + " pico-dollars)");
        }
    }
}
