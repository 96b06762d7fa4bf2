package org.llmrelay.api.admin;

import java.time.Duration;

/** Ends a request with a problem. Control flow of one request, so it carries no stack trace. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Duration pause;

    ProblemException(Problem problem) {
        this(problem, Duration.ZERO);
    }

    /** {@code pause}: how long the caller should wait, or zero. */
    ProblemException(Problem problem, Duration pause) {
        super(problem.type(), null, false, false);
        this.problem = problem;
        this.pause = pause;
    }

    Problem problem() {
        return problem;
    }

    Duration pause() {
        return pause;
    }
}
