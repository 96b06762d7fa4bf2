package org.llmrelay.api;

import java.time.Duration;

/**
 * What the entrance takes in.
 *
 * @param bodyLimit the largest request body, in bytes
 * @param bodyBudget how many bytes of request bodies this node holds at once
 * @param patience how long a body may make no progress
 */
public record EntranceConfig(int bodyLimit, long bodyBudget, Duration patience) {
    private static final int MEBIBYTE = 1024 * 1024;

    /** 32 MiB a body, a quarter of the heap for all of them, 30 seconds. */
    public static final EntranceConfig DEFAULTS =
            new EntranceConfig(32 * MEBIBYTE, Runtime.getRuntime().maxMemory() / 4, Duration.ofSeconds(30));

    public EntranceConfig {
        if (bodyLimit < 1) {
            throw new IllegalArgumentException("body limit: " + bodyLimit + " (expected: > 0)");
        }
        if (bodyBudget < 1) {
            throw new IllegalArgumentException("body budget: " + bodyBudget + " (expected: > 0)");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience: " + patience + " (expected: > 0)");
        }
    }
}
