package org.llmrelay.wire.openai;

import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.FailureKind;

/**
 * How OpenAI tells a kind of failure.
 *
 * @param code null where OpenAI tells none
 * @param mendable whether another try may help; clients repeat what they are not told to leave
 */
record ErrorForm(int status, String type, @Nullable String code, boolean mendable) {
    private static final String INVALID_REQUEST = "invalid_request_error";
    private static final String SERVER = "server_error";
    private static final String RATE_LIMIT = "rate_limit_exceeded";

    static ErrorForm of(FailureKind kind) {
        return switch (kind) {
            case MALFORMED_REQUEST, CALL_UNBOUNDED -> lasting(400, null);
            case BODY_TOO_LARGE -> lasting(413, "request_too_large");
            case BODY_TOO_SLOW -> passing(408, INVALID_REQUEST, "request_timeout");
            case NOT_FOUND -> lasting(404, null);
            case METHOD_NOT_ALLOWED -> lasting(405, "method_not_supported");
            case MISSING_KEY -> lasting(401, null);
            case UNKNOWN_KEY -> lasting(401, "invalid_api_key");
            case KEY_DISABLED, KEY_EXPIRED -> lasting(401, "account_deactivated");
            case KEY_LACKS_SERVICE, KEY_LACKS_CLIENT -> lasting(403, "insufficient_permissions");
            case KEY_LACKS_MODEL -> lasting(403, "model_not_found");
            case PRICE_UNKNOWN -> lasting(404, "model_not_found");
            case TOO_MANY_CALLS, RATE_LIMITED, UPSTREAM_RATE_LIMITED -> passing(429, "requests", RATE_LIMIT);
            case BUDGET_SPENT -> new ErrorForm(429, "insufficient_quota", "insufficient_quota", false);
            // Without a code: Codex gives up at once where it reads that a server is overloaded.
            case ACCOUNTS_RESTING, UPSTREAM_OVERLOADED, NODE_BUSY -> passing(503, SERVER, null);
            case UPSTREAM_ERROR, INTERNAL -> passing(500, SERVER, null);
            case UPSTREAM_UNREACHABLE,
                    UPSTREAM_PROXY_UNREACHABLE,
                    UPSTREAM_PROXY_UNAUTHORIZED,
                    UPSTREAM_PROXY_REFUSED,
                    UPSTREAM_TARGET_REFUSED,
                    UPSTREAM_BROKE_OFF -> passing(502, SERVER, null);
            // Never 401 or 403: the key of the caller is in order, the account's is not.
            case UPSTREAM_UNAUTHORIZED, UPSTREAM_FORBIDDEN, UPSTREAM_OUT_OF_CREDIT, NO_ACCOUNT, STORE_UNAVAILABLE ->
                passing(503, SERVER, null);
            case UPSTREAM_TIMED_OUT -> passing(504, SERVER, null);
        };
    }

    /** What an event of Responses calls it: a shorter list than that of answers. */
    String eventCode() {
        return RATE_LIMIT.equals(code) ? RATE_LIMIT : SERVER;
    }

    private static ErrorForm lasting(int status, @Nullable String code) {
        return new ErrorForm(status, INVALID_REQUEST, code, false);
    }

    private static ErrorForm passing(int status, String type, @Nullable String code) {
        return new ErrorForm(status, type, code, true);
    }
}
