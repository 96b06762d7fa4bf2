package org.llmrelay.call;

/**
 * Tokens and fees of one call, in the normal form that all dialects are brought to: the parts do not overlap, so {@code input} holds no cached tokens.
 * All counts are zero or more.
 *
 * @param cacheWrite5m tokens written to the cache for five minutes
 * @param cacheWrite1h tokens written to the cache for an hour
 * @param webSearches searches that the provider ran on its side
 * @param webFetches pages that the provider fetched on its side
 */
public record Usage(
        long input,
        long output,
        long cacheRead,
        long cacheWrite5m,
        long cacheWrite1h,
        long webSearches,
        long webFetches) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0);

    public Usage plus(Usage other) {
        return new Usage(
                input + other.input,
                output + other.output,
                cacheRead + other.cacheRead,
                cacheWrite5m + other.cacheWrite5m,
                cacheWrite1h + other.cacheWrite1h,
                webSearches + other.webSearches,
                webFetches + other.webFetches);
    }

    /** This usage and what nobody told of it. */
    public Usage plus(Estimated estimated) {
        return estimated.isAnything() ? plus(new Usage(estimated.input(), estimated.output(), 0, 0, 0, 0, 0)) : this;
    }

    /** All that the model read, from the cache or not. */
    public long prompt() {
        return input + cacheRead + cacheWrite5m + cacheWrite1h;
    }

    /** All tokens, read, written and cached. */
    public long tokens() {
        return prompt() + output;
    }
}
