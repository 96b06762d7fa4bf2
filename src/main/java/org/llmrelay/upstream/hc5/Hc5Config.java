package org.llmrelay.upstream.hc5;

import java.time.Duration;

/**
 * What the HTTP client may use.
 *
 * @param ioThreads threads that move the bytes of all exchanges; as many as there are cores
 * @param connectionsPerRoute most connections that one route may hold to one host
 * @param keepIdle how long a connection may wait for its next exchange, unless the upstream asks for less
 */
public record Hc5Config(int ioThreads, int connectionsPerRoute, Duration keepIdle) {
    public Hc5Config {
        require(ioThreads > 0, "I/O threads", ioThreads);
        require(connectionsPerRoute > 0, "connections per route", connectionsPerRoute);
        require(!keepIdle.isNegative() && !keepIdle.isZero(), "idle time of connections", keepIdle);
    }

    /** One I/O thread per core, connections without a practical limit, 30 seconds of idleness. */
    public static Hc5Config forThisMachine() {
        return new Hc5Config(Runtime.getRuntime().availableProcessors(), 20_000, Duration.ofSeconds(30));
    }

    private static void require(boolean holds, String name, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
