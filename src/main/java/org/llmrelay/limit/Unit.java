package org.llmrelay.limit;

/** What a limit counts. */
public enum Unit {
    REQUESTS("requests"),
    /** All tokens, read, written and cached. */
    TOKENS("tokens"),
    /** Micro-dollars of rated cost. */
    COST("cost");

    private final String code;

    Unit(String code) {
        this.code = code;
    }

    /** The name in records and answers. */
    public String code() {
        return code;
    }
}
