package org.llmrelay.account;

import java.util.Locale;

/** How an account is chosen among those that can take a call. Conversations stay where they are under each of them. */
public enum Policy {
    /** The lowest priority number first, and among equals the one that was used longest ago. */
    PRIORITY,
    /** Each as often as its weight says. */
    WEIGHTED,
    /** The one with the fewest calls on this node. */
    LEAST_BUSY,
    /** The one that has used least of what its provider grants it. */
    MOST_QUOTA;

    /** The name in records and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
