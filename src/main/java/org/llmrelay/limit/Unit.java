package org.llmrelay.limit;

/** What a limit counts. */
public enum Unit {
    REQUESTS("requests"),
    /** All tokens, read, written and cached. */
    TOKENS("tokens"),
    /** Micro-dollars of rated cost. */
    COST("cost"),
    /** Requests that count tokens: they have meters of their own under the limits of {@link #REQUESTS}, and no operator names them. */
    COUNTS("count_tokens");

    private final String code;

    Unit(String code) {
        this.code = code;
    }

    /** Whether what a call uses is known before it is made, and spent at once. */
    public boolean isCalls() {
        return this == REQUESTS || this == COUNTS;
    }

    /** The name in records and answers. */
    public String code() {
        return code;
    }
}
