package org.llmrelay.provider.gemini;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.failure.UpstreamFault.Reach;

/**
 * What an answer of Google's means where it is not the caller's own doing.
 *
 * @param lasting whether waiting does not mend it
 */
record Verdict(FailureKind kind, Reach reach, boolean lasting) {
    /** Google's days end at midnight there. */
    private static final ZoneId HOME = ZoneId.of("America/Los_Angeles");

    private static final Set<String> OF_ACCOUNT = Set.of(
            "SERVICE_DISABLED",
            "API_KEY_SERVICE_BLOCKED",
            "API_KEY_IP_ADDRESS_BLOCKED",
            "API_KEY_HTTP_REFERRER_BLOCKED",
            "CONSUMER_SUSPENDED",
            "CONSUMER_INVALID");

    private static final Set<String> CLOSED = Set.of("CONSUMER_SUSPENDED", "CONSUMER_INVALID");

    private Verdict(FailureKind kind, Reach reach) {
        this(kind, reach, false);
    }

    /** The verdict on a status and the error that came with it; nothing where the answer, good or bad, is for the caller. */
    static Optional<Verdict> on(int status, GoogleError error) {
        return Optional.ofNullable(
                switch (status) {
                    case 400 -> onBadRequest(error);
                    case 401 -> new Verdict(FailureKind.UPSTREAM_UNAUTHORIZED, Reach.ACCOUNT);
                    case 402 -> new Verdict(FailureKind.UPSTREAM_OUT_OF_CREDIT, Reach.ACCOUNT);
                    case 403 -> onForbidden(error);
                    // Google limits each model by itself.
                    case 429 -> new Verdict(FailureKind.UPSTREAM_RATE_LIMITED, Reach.MODEL);
                    case 503, 529 -> new Verdict(FailureKind.UPSTREAM_OVERLOADED, Reach.MODEL);
                    case 504 -> new Verdict(FailureKind.UPSTREAM_TIMED_OUT, Reach.MODEL);
                    default -> onOther(status);
                });
    }

    /** Google tells a key that is wrong, and an account that may not be used from where it is, as if the request were wrong. */
    private static @Nullable Verdict onBadRequest(GoogleError error) {
        if (error.has("API_KEY_INVALID")) {
            return new Verdict(FailureKind.UPSTREAM_UNAUTHORIZED, Reach.ACCOUNT, true);
        }
        return error.status().equals("FAILED_PRECONDITION")
                ? new Verdict(FailureKind.UPSTREAM_FORBIDDEN, Reach.ACCOUNT)
                : null;
    }

    /** Mostly a model or a file that the account may not use. */
    private static Verdict onForbidden(GoogleError error) {
        if (error.has("BILLING_DISABLED")) {
            return new Verdict(FailureKind.UPSTREAM_OUT_OF_CREDIT, Reach.ACCOUNT);
        }
        boolean ofAccount = error.reasons().stream().anyMatch(OF_ACCOUNT::contains);
        boolean isClosed = error.reasons().stream().anyMatch(CLOSED::contains);
        return new Verdict(FailureKind.UPSTREAM_FORBIDDEN, ofAccount ? Reach.ACCOUNT : Reach.MODEL, isClosed);
    }

    private static @Nullable Verdict onOther(int status) {
        if (status >= 500) {
            return new Verdict(FailureKind.UPSTREAM_ERROR, Reach.MODEL);
        }
        // An API does not redirect: the base URL leads elsewhere, and following would carry the credential there.
        return status >= 300 && status < 400 ? new Verdict(FailureKind.UPSTREAM_ERROR, Reach.ACCOUNT) : null;
    }

    /** How long the account is to be left alone, as far as the error tells; null where it does not. */
    static @Nullable Duration pause(GoogleError error, Instant now) {
        if (!error.isSpentForToday()) {
            return error.retryDelay();
        }
        ZonedDateTime today = now.atZone(HOME);
        return Duration.between(today, today.toLocalDate().plusDays(1).atStartOfDay(HOME));
    }

    UpstreamFault fault(int status, @Nullable Duration pause) {
        return new UpstreamFault(kind, reach, status, pause, lasting);
    }
}
