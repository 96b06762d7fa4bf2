package org.llmrelay.wire.anthropic;

import org.llmrelay.failure.FailureKind;

/**
 * How Anthropic tells a kind of failure.
 *
 * @param mendable whether another try may help; clients repeat what they are not told to leave
 */
record ErrorForm(int status, String type, boolean mendable) {
    private static final String INVALID_REQUEST = "invalid_request_error";
    private static final String API = "api_error";
    private static final String OVERLOADED = "overloaded_error";

    static ErrorForm of(FailureKind kind) {
        return switch (kind) {
            case MALFORMED_REQUEST, CALL_UNBOUNDED -> lasting(400, INVALID_REQUEST);
            case BODY_TOO_LARGE -> lasting(413, "request_too_large");
            // Not invalid: a quicker try may pass, and clients repeat a 408.
            case BODY_TOO_SLOW -> passing(408, "timeout_error");
            case NOT_FOUND, PRICE_UNKNOWN -> lasting(404, "not_found_error");
            case METHOD_NOT_ALLOWED -> lasting(405, INVALID_REQUEST);
            case MISSING_KEY, UNKNOWN_KEY -> lasting(401, "authentication_error");
            case KEY_DISABLED, KEY_EXPIRED, KEY_LACKS_SERVICE, KEY_LACKS_MODEL, KEY_LACKS_CLIENT ->
                lasting(403, "permission_error");
            case TOO_MANY_CALLS, RATE_LIMITED, UPSTREAM_RATE_LIMITED -> passing(429, "rate_limit_error");
            case BUDGET_SPENT -> lasting(402, "billing_error");
            case ACCOUNTS_RESTING, UPSTREAM_OVERLOADED, NODE_BUSY -> passing(529, OVERLOADED);
            case UPSTREAM_ERROR, INTERNAL -> passing(500, API);
            case UPSTREAM_UNREACHABLE,
                    UPSTREAM_PROXY_UNREACHABLE,
                    UPSTREAM_PROXY_UNAUTHORIZED,
                    UPSTREAM_PROXY_REFUSED,
                    UPSTREAM_TARGET_REFUSED,
                    UPSTREAM_BROKE_OFF -> passing(502, API);
            // Never 401 or 403: the key of the caller is in order, the account's is not.
            case UPSTREAM_UNAUTHORIZED, UPSTREAM_FORBIDDEN, UPSTREAM_OUT_OF_CREDIT, NO_ACCOUNT, STORE_UNAVAILABLE ->
                passing(503, API);
            case UPSTREAM_TIMED_OUT -> passing(504, "timeout_error");
        };
    }

    private static ErrorForm lasting(int status, String type) {
        return new ErrorForm(status, type, false);
    }

    private static ErrorForm passing(int status, String type) {
        return new ErrorForm(status, type, true);
    }
}
