package org.llmrelay.failure;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream did wrong in one attempt, and how far the trouble reaches.
 *
 * @param kind one of the {@code UPSTREAM_…} kinds
 * @param reach whom the trouble concerns: it decides what is left alone for a while
 * @param status the HTTP status, or 0 when none came
 * @param pause how long the upstream asked to be left alone, when it did
 * @param lasting whether waiting does not mend it: somebody must do something about the account
 */
public record UpstreamFault(
        FailureKind kind, Reach reach, int status, @Nullable Duration pause, boolean lasting) implements RelayFailure {

    /** A fault that may mend itself. */
    public UpstreamFault(FailureKind kind, Reach reach, int status, @Nullable Duration pause) {
        this(kind, reach, status, pause, false);
    }

    /** How far trouble reaches. */
    public enum Reach {
        /** Only this request: no account is marked for it. */
        REQUEST,
        /** This account, for models of one family. */
        MODEL,
        /** This account, whatever is asked of it. */
        ACCOUNT
    }

    /** A fault without an answer: nobody there, a time-out, a torn connection. */
    public static UpstreamFault silent(FailureKind kind) {
        return new UpstreamFault(kind, Reach.ACCOUNT, 0, null);
    }

    @Override
    public String publicMessage() {
        return switch (kind) {
            case UPSTREAM_RATE_LIMITED -> "The upstream's rate limit is reached; try again later";
            case UPSTREAM_OVERLOADED -> "Overloaded";
            case UPSTREAM_TIMED_OUT -> "The upstream did not answer in time";
            case UPSTREAM_UNREACHABLE -> "The upstream cannot be reached";
            case UPSTREAM_PROXY_UNREACHABLE -> "The proxy before the upstream does not answer";
            case UPSTREAM_PROXY_UNAUTHORIZED -> "The proxy before the upstream does not let this relay in";
            case UPSTREAM_PROXY_REFUSED -> "The proxy before the upstream opened no way to it";
            case UPSTREAM_TARGET_REFUSED -> "The upstream has an address that this relay is not allowed to call";
            case UPSTREAM_BROKE_OFF -> "The upstream ended its answer too early";
            default -> "The upstream could not answer";
        };
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(pause);
    }
}
