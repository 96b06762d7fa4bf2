package org.llmrelay.account;

/**
 * What of an account is left alone, in percent.
 *
 * @param stopAt how much of what its provider grants is used at most: 1 to 100
 * @param reserved how much of its limits and of what its provider grants is kept for keys of high priority, 0 to 45; keys of low priority leave
 *     twice as much
 */
public record Margin(int stopAt, int reserved) {
    /** All of it, in percent. */
    public static final int WHOLE = 100;

    private static final int MOST_RESERVED = 45;

    public static final Margin NONE = new Margin(WHOLE, 0);

    public Margin {
        if (stopAt < 1 || stopAt > WHOLE) {
            throw new IllegalArgumentException("stop at: " + stopAt + " (expected: 1 to 100)");
        }
        if (reserved < 0 || reserved > MOST_RESERVED) {
            throw new IllegalArgumentException("reserved: " + reserved + " (expected: 0 to " + MOST_RESERVED + ")");
        }
    }

    /**
     * The part of a limit that calls may use which leave so many reserves to others; at least 1, because a limit of 1 can be kept for nobody. 0 stays
     * 0, which means no limit.
     */
    public long part(long limit, int reserves) {
        long part = limit - limit / WHOLE * reserved * reserves - limit % WHOLE * reserved * reserves / WHOLE;
        return limit == 0 ? 0 : Math.max(1, part);
    }

    /** The percentage of what the provider grants at which such calls stop. */
    public int wall(int reserves) {
        return Math.max(1, stopAt - reserved * reserves);
    }
}
