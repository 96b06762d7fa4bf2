package org.llmrelay.provider.openai;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault.Reach;

/**
 * What a status or an error of OpenAI's means where it is not the caller's own doing.
 *
 * @param lasting whether waiting does not mend it
 */
record Verdict(FailureKind kind, Reach reach, boolean lasting) {
    private static final Verdict UNPAID = new Verdict(FailureKind.UPSTREAM_OUT_OF_CREDIT, Reach.ACCOUNT);
    private static final Verdict USED_UP = new Verdict(FailureKind.UPSTREAM_RATE_LIMITED, Reach.ACCOUNT);
    private static final Verdict CLOSED = new Verdict(FailureKind.UPSTREAM_FORBIDDEN, Reach.ACCOUNT, true);
    private static final Verdict WRONG_KEY = new Verdict(FailureKind.UPSTREAM_UNAUTHORIZED, Reach.ACCOUNT, true);
    private static final Verdict UNKNOWN_KEY = new Verdict(FailureKind.UPSTREAM_UNAUTHORIZED, Reach.ACCOUNT);
    /** OpenAI limits each model by itself. */
    private static final Verdict TOO_FAST = new Verdict(FailureKind.UPSTREAM_RATE_LIMITED, Reach.MODEL);

    private static final Verdict OVERLOADED = new Verdict(FailureKind.UPSTREAM_OVERLOADED, Reach.MODEL);
    private static final Verdict BROKEN = new Verdict(FailureKind.UPSTREAM_ERROR, Reach.MODEL);

    /** Money or plan do not cover the call: waiting does not help. */
    private static final Set<String> UNPAID_WORDS =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "usage_not_included");

    /** Nobody uses this account any more. */
    private static final Set<String> CLOSED_WORDS = Set.of("account_deactivated", "deactivated_workspace");

    /** A token that is refused may be renewed; a key is wrong for good. */
    private static final Set<String> WRONG_KEY_WORDS = Set.of("invalid_api_key");

    /** The window of a subscription is used up. */
    private static final Set<String> USED_UP_WORDS = Set.of("usage_limit_reached");

    private static final Set<String> TOO_FAST_WORDS =
            Set.of("rate_limit_exceeded", "rate_limit_error", "rate_limit_reached", "too_many_requests");
    private static final Set<String> OVERLOADED_WORDS =
            Set.of("server_is_overloaded", "slow_down", "overloaded_error", "engine_overloaded", "service_unavailable");
    private static final Set<String> UNKNOWN_KEY_WORDS =
            Set.of("authentication_error", "token_expired", "token_invalidated");
    private static final Set<String> BROKEN_WORDS = Set.of("server_error", "internal_error", "internal_server_error");

    private Verdict(FailureKind kind, Reach reach) {
        this(kind, reach, false);
    }

    /** The verdict on a status; nothing where the answer, good or bad, is for the caller. */
    static Optional<Verdict> on(int status) {
        return Optional.ofNullable(
                switch (status) {
                    case 401 -> UNKNOWN_KEY;
                    case 402 -> UNPAID;
                    // Mostly a model, or a country, that the account may not use.
                    case 403 -> new Verdict(FailureKind.UPSTREAM_FORBIDDEN, Reach.MODEL);
                    case 429 -> TOO_FAST;
                    case 503, 529 -> OVERLOADED;
                    // The last two are how the network in front of the API says it.
                    case 504, 522, 524 -> new Verdict(FailureKind.UPSTREAM_TIMED_OUT, Reach.MODEL);
                    default -> onOther(status);
                });
    }

    private static @Nullable Verdict onOther(int status) {
        if (status >= 500) {
            return BROKEN;
        }
        // An API does not redirect: the base URL leads elsewhere, and following would carry the credential there.
        return status >= 300 && status < 400 ? new Verdict(FailureKind.UPSTREAM_ERROR, Reach.ACCOUNT) : null;
    }

    /** The verdict on what an error says; nothing where it says nothing that is the upstream's or the account's doing. */
    static Optional<Verdict> on(ApiError error) {
        if (error.saysAny(CLOSED_WORDS)) {
            return Optional.of(CLOSED);
        }
        if (error.saysAny(WRONG_KEY_WORDS)) {
            return Optional.of(WRONG_KEY);
        }
        if (error.saysAny(UNPAID_WORDS)) {
            return Optional.of(UNPAID);
        }
        if (error.saysAny(USED_UP_WORDS)) {
            return Optional.of(USED_UP);
        }
        if (error.saysAny(TOO_FAST_WORDS)) {
            return Optional.of(TOO_FAST);
        }
        if (error.saysAny(OVERLOADED_WORDS)) {
            return Optional.of(OVERLOADED);
        }
        if (error.saysAny(UNKNOWN_KEY_WORDS)) {
            return Optional.of(UNKNOWN_KEY);
        }
        return error.saysAny(BROKEN_WORDS) ? Optional.of(BROKEN) : Optional.empty();
    }
}
