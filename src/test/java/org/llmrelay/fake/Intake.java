package org.llmrelay.fake;

import java.time.Duration;

/**
 * How the fake reads a request's body before it answers.
 *
 * @param wanted false: the body is left on the socket and the answer comes at once
 * @param start where reading waits before its first byte
 * @param step at most so many bytes at a time
 * @param pause between two steps
 */
public record Intake(boolean wanted, Hold start, int step, Duration pause) {
    private static final int WHOLE = 16 * 1024;

    static Intake whole() {
        return new Intake(true, Hold.none(), WHOLE, Duration.ZERO);
    }

    static Intake none() {
        return new Intake(false, Hold.none(), WHOLE, Duration.ZERO);
    }

    static Intake after(Hold start) {
        return new Intake(true, start, WHOLE, Duration.ZERO);
    }

    static Intake slow(int step, Duration pause) {
        return new Intake(true, Hold.none(), step, pause);
    }
}
