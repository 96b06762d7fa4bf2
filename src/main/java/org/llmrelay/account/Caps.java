package org.llmrelay.account;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What an account takes at most; 0 means any amount.
 *
 * @param concurrency calls at once
 * @param requestsPerMinute calls that begin in one minute of the clock
 * @param tokensPerMinute tokens of calls that begin in one minute of the clock
 * @param dailyCost micro-dollars of official cost in one day
 * @param zone where the day begins at midnight
 */
public record Caps(int concurrency, long requestsPerMinute, long tokensPerMinute, long dailyCost, ZoneId zone) {
    public static final Caps NONE = new Caps(0, 0, 0, 0, ZoneOffset.UTC);

    public Caps {
        if (concurrency < 0 || requestsPerMinute < 0 || tokensPerMinute < 0 || dailyCost < 0) {
            throw new IllegalArgumentException("limits of an account: %d, %d, %d, %d (expected: >= 0)"
                    .formatted(concurrency, requestsPerMinute, tokensPerMinute, dailyCost));
        }
    }

    /** So many calls at once, and no other limit. */
    public static Caps concurrent(int calls) {
        return new Caps(calls, 0, 0, 0, ZoneOffset.UTC);
    }

    /** Whether anything must be counted. */
    public boolean isLimited() {
        return concurrency + requestsPerMinute + tokensPerMinute + dailyCost > 0;
    }
}
