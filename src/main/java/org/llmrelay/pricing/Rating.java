package org.llmrelay.pricing;

/**
 * By what the official cost is multiplied to get the rated one, in millionths.
 *
 * @param service for all calls of a service
 * @param key for the calls of a key
 */
public record Rating(long service, long key) {
    /** One, in millionths. */
    public static final long FULL = 1_000_000;

    /** A thousand, in millionths. */
    public static final long MOST = 1_000 * FULL;

    /** What is rated as it costs. */
    public static final Rating NONE = new Rating(FULL, FULL);

    public Rating {
        require("service rate", service);
        require("key rate", key);
    }

    boolean isNone() {
        return service == FULL && key == FULL;
    }

    private static void require(String name, long rate) {
        if (rate < 0 || rate > MOST) {
            throw new IllegalArgumentException(name + ": " + rate + " (expected: 0 to " + MOST + " millionths)");
        }
    }
}
