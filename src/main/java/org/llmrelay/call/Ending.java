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
    FAILED;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
