package org.llmrelay.admin;

import java.time.Duration;

/** Ends a request with a problem. Control flow of one request, so it carries no stack trace. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Duration pause;

    public ProblemException(Problem problem) {
        this(problem, Duration.ZERO);
    }

    /** {@code pause}: how long the caller should wait, or zero. */
    public ProblemException(Problem problem, Duration pause) {
        super(problem.type(), null, false, false);
        this.problem = problem;
        this.pause = pause;
    }

    public Problem problem() {
        return problem;
    }

    public Duration pause() {
        return pause;
    }
}
