package org.llmrelay.provider.anthropic;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.failure.UpstreamFault.Reach;

/** What a status of Anthropic's means where it is not the caller's own doing. */
record Verdict(FailureKind kind, Reach reach) {

    /** The verdict on a status; nothing where the answer, good or bad, is for the caller. */
    static Optional<Verdict> on(int status) {
        return Optional.ofNullable(
                switch (status) {
                    case 401 -> new Verdict(FailureKind.UPSTREAM_UNAUTHORIZED, Reach.ACCOUNT);
                    // The account's bills are not paid: nothing will work.
                    case 402 -> new Verdict(FailureKind.UPSTREAM_OUT_OF_CREDIT, Reach.ACCOUNT);
                    // Mostly a model that the account may not use.
                    case 403 -> new Verdict(FailureKind.UPSTREAM_FORBIDDEN, Reach.MODEL);
                    // Anthropic limits each class of models by itself.
                    case 429 -> new Verdict(FailureKind.UPSTREAM_RATE_LIMITED, Reach.MODEL);
                    // The last two are how the network in front of the API says it.
                    case 504, 522, 524 -> new Verdict(FailureKind.UPSTREAM_TIMED_OUT, Reach.MODEL);
                    case 529 -> new Verdict(FailureKind.UPSTREAM_OVERLOADED, Reach.MODEL);
                    default -> onOther(status);
                });
    }

    private static @Nullable Verdict onOther(int status) {
        if (status >= 500) {
            return new Verdict(FailureKind.UPSTREAM_ERROR, Reach.MODEL);
        }
        // An API does not redirect: the base URL leads elsewhere, and following would carry the credential there.
        return status >= 300 && status < 400 ? new Verdict(FailureKind.UPSTREAM_ERROR, Reach.ACCOUNT) : null;
    }

    /** The status that Anthropic gives to a type of error. A type that is not known is taken for trouble of the upstream's. */
    static int statusOf(String errorType) {
        return switch (errorType) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 500;
        };
    }

    Verdict reaching(Reach other) {
        return new Verdict(kind, other);
    }

    UpstreamFault fault(int status, @Nullable Duration pause) {
        return new UpstreamFault(kind, reach, status, pause);
    }
}
