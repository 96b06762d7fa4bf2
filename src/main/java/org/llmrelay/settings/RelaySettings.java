package org.llmrelay.settings;

import java.time.Duration;

/**
 * How the relay behaves, all in one snapshot.
 *
 * @param affinity how long a conversation keeps its account after its last call
 */
public record RelaySettings(Failover failover, Patience patience, Duration affinity, CoolDowns coolDowns) {
    /** What a fresh relay does. */
    public static final RelaySettings DEFAULTS = new RelaySettings(
            new Failover(3, Duration.ofSeconds(120), Duration.ofMillis(500)),
            new Patience(
                    Duration.ofSeconds(10), Duration.ofSeconds(300), Duration.ofSeconds(300), Duration.ofSeconds(15)),
            Duration.ofHours(1),
            CoolDowns.DEFAULTS);

    public RelaySettings {
        requirePositive("affinity", affinity);
    }

    /**
     * How hard the relay tries before the caller sees a failure.
     *
     * @param attempts tries in all, at least 1
     * @param deadline from arrival; no new try begins after it
     * @param overloadPause how long to wait before the same account is asked again after an overload
     */
    public record Failover(int attempts, Duration deadline, Duration overloadPause) {
        public Failover {
            if (attempts < 1) {
                throw new IllegalArgumentException("failover attempts: " + attempts + " (expected: >= 1)");
            }
            requirePositive("failover deadline", deadline);
            requirePositive("failover overload pause", overloadPause);
        }
    }

    /**
     * How long the relay waits for an upstream.
     *
     * @param connect until the connection stands
     * @param firstByte from the request to the head of the answer
     * @param idle silence in an answer that has begun
     * @param ping silence after which the caller of a stream is sent a ping
     */
    public record Patience(Duration connect, Duration firstByte, Duration idle, Duration ping) {
        public Patience {
            requirePositive("connect time-out", connect);
            requirePositive("first byte time-out", firstByte);
            requirePositive("idle time-out", idle);
            requirePositive("ping interval", ping);
        }
    }

    static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
