package org.llmrelay.upstream;

import java.time.Duration;

/**
 * How long an exchange may take.
 *
 * @param connect until the connection stands, TLS included
 * @param firstByte from the request's last byte to the head of the answer
 */
public record Timeouts(Duration connect, Duration firstByte) {
    public Timeouts {
        if (connect.isNegative() || connect.isZero() || firstByte.isNegative() || firstByte.isZero()) {
            throw new IllegalArgumentException("timeouts: " + connect + ", " + firstByte + " (expected: > 0)");
        }
    }
}
