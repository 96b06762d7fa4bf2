package org.llmrelay.wire.gemini;

import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.FailureKind;

/**
 * How Google tells a kind of failure.
 *
 * @param code the HTTP status
 * @param status the canonical code
 * @param reason of an {@code ErrorInfo}, or null where there is none
 * @param words Google's own, or null where the failure's are told
 */
record ErrorForm(
        int code,
        String status,
        @Nullable String reason,
        @Nullable String words) {
    private static final String INVALID = "INVALID_ARGUMENT";
    private static final String DENIED = "PERMISSION_DENIED";
    private static final String EXHAUSTED = "RESOURCE_EXHAUSTED";
    private static final String UNAVAILABLE = "UNAVAILABLE";
    private static final String KEY_INVALID = "API_KEY_INVALID";

    static ErrorForm of(FailureKind kind) {
        return switch (kind) {
            case MALFORMED_REQUEST, BODY_TOO_LARGE, CALL_UNBOUNDED -> plain(400, INVALID);
            case BODY_TOO_SLOW -> plain(408, "DEADLINE_EXCEEDED");
            case NOT_FOUND, PRICE_UNKNOWN -> plain(404, "NOT_FOUND");
            case METHOD_NOT_ALLOWED -> plain(405, "UNIMPLEMENTED");
            case MISSING_KEY ->
                new ErrorForm(
                        403,
                        DENIED,
                        null,
                        "No API key was sent: use the x-goog-api-key header, the key parameter or Authorization: Bearer");
            // Google answers 400, and clients take a 401 for trouble with a sign-in.
            case UNKNOWN_KEY ->
                new ErrorForm(400, INVALID, KEY_INVALID, "API key not valid. Please pass a valid API key.");
            case KEY_EXPIRED -> new ErrorForm(400, INVALID, KEY_INVALID, "API key expired. Please renew the API key.");
            case KEY_DISABLED, KEY_LACKS_SERVICE, KEY_LACKS_MODEL, KEY_LACKS_CLIENT -> plain(403, DENIED);
            case TOO_MANY_CALLS, RATE_LIMITED, UPSTREAM_RATE_LIMITED, BUDGET_SPENT -> plain(429, EXHAUSTED);
            case ACCOUNTS_RESTING, UPSTREAM_OVERLOADED, NODE_BUSY -> plain(503, UNAVAILABLE);
            case UPSTREAM_ERROR, INTERNAL -> plain(500, "INTERNAL");
            case UPSTREAM_UNREACHABLE,
                    UPSTREAM_PROXY_UNREACHABLE,
                    UPSTREAM_PROXY_UNAUTHORIZED,
                    UPSTREAM_PROXY_REFUSED,
                    UPSTREAM_TARGET_REFUSED,
                    UPSTREAM_BROKE_OFF -> plain(502, UNAVAILABLE);
            // Never 401 or 403: the key of the caller is in order, the account's is not.
            case UPSTREAM_UNAUTHORIZED, UPSTREAM_FORBIDDEN, UPSTREAM_OUT_OF_CREDIT, NO_ACCOUNT, STORE_UNAVAILABLE ->
                plain(503, UNAVAILABLE);
            case UPSTREAM_TIMED_OUT -> plain(504, "DEADLINE_EXCEEDED");
        };
    }

    private static ErrorForm plain(int code, String status) {
        return new ErrorForm(code, status, null, null);
    }
}
