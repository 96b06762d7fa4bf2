package org.llmrelay.redis;

import java.time.Duration;

/**
 * How Redis is reached.
 *
 * @param timeout how long a connection, an answer or a free connection is waited for. A command may take twice as long: after an answer that did not
 *     come, the pool opens a new connection on the same thread.
 * @param connections how many may be open at once to each node, at least 2: one of them listens for changes
 */
public record RedisConfig(RedisAddress address, Duration timeout, int connections) {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int CONNECTIONS = 72;

    public RedisConfig {
        if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Redis timeout: " + timeout + " (expected: 1 ms to 24 days)");
        }
        if (connections < 2) {
            throw new IllegalArgumentException("Redis connections: " + connections + " (expected: >= 2)");
        }
    }

    /** With a timeout of a second, and connections for 64 threads. */
    public static RedisConfig of(RedisAddress address) {
        return new RedisConfig(address, TIMEOUT, CONNECTIONS);
    }

    int timeoutMillis() {
        return Math.toIntExact(timeout.toMillis());
    }
}
