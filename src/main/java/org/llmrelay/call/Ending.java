package org.llmrelay.call;

import java.util.Locale;

/** How an admitted call ended. */
public enum Ending {
    /** The upstream's answer reached the caller whole. */
    COMPLETED,
    /** The upstream refused the request itself, and its refusal was passed on. */
    REJECTED,
    /** The caller left before the end. */
    CALLER_GONE,
    /** The upstream broke off after the caller had received something. */
    BROKE_OFF,
    /** No upstream could be brought to answer. */
    FAILED,
    /** The node that had the call was never heard of again: what it had told last is all that is known. */
    NODE_LOST;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
