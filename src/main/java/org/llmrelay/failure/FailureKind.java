package org.llmrelay.failure;

import java.util.Locale;

/** What went wrong, as a closed set, so that each dialect can render every kind and the compiler sees that it does. */
public enum FailureKind {
    /** The request cannot be read: broken JSON, wrong types, too deep. */
    MALFORMED_REQUEST,
    BODY_TOO_LARGE,
    /** The body did not arrive in time. */
    BODY_TOO_SLOW,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,

    MISSING_KEY,
    UNKNOWN_KEY,
    KEY_DISABLED,
    KEY_EXPIRED,
    /** The key is not for this service. */
    KEY_LACKS_SERVICE,
    /** The key is not for this model. */
    KEY_LACKS_MODEL,
    /** The key is not for the program that calls. */
    KEY_LACKS_CLIENT,
    /** All concurrent calls of the key are taken. */
    TOO_MANY_CALLS,
    /** So many requests or tokens of the key are used up for a while. */
    RATE_LIMITED,
    /** The key's money, or what it may use in all, is used up: waiting a little does not help. */
    BUDGET_SPENT,
    /** Nobody knows what the model costs, and calls of such models are refused. */
    PRICE_UNKNOWN,
    /** Nothing bounds what the call may use, and a strict limit of the key holds the worst case. */
    CALL_UNBOUNDED,

    /** No account could ever take this call. */
    NO_ACCOUNT,
    /** Accounts exist, and all of them are resting. */
    ACCOUNTS_RESTING,

    UPSTREAM_RATE_LIMITED,
    UPSTREAM_OVERLOADED,
    UPSTREAM_ERROR,
    /** The upstream does not accept the account's credential. */
    UPSTREAM_UNAUTHORIZED,
    /** The upstream does not let the account do this. */
    UPSTREAM_FORBIDDEN,
    /** The account's credit, or what its owner lets it spend, is used up. */
    UPSTREAM_OUT_OF_CREDIT,
    UPSTREAM_UNREACHABLE,
    /** The account's proxy cannot be reached, or opens no way in time. */
    UPSTREAM_PROXY_UNREACHABLE,
    /** The account's proxy does not accept its user and password. */
    UPSTREAM_PROXY_UNAUTHORIZED,
    /** The account's proxy opened no way to the upstream, or what it said is no answer. */
    UPSTREAM_PROXY_REFUSED,
    /** The upstream's address is one that the operator has not allowed to be dialled. */
    UPSTREAM_TARGET_REFUSED,
    UPSTREAM_TIMED_OUT,
    /** The upstream ended its answer too early, or what it sent is no answer. */
    UPSTREAM_BROKE_OFF,

    STORE_UNAVAILABLE,
    /** This node has no room for the call. */
    NODE_BUSY,
    INTERNAL;

    /** The kind in lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
