package org.llmrelay.call;

/** What a caller wants of a model. */
public enum Operation {
    /** An answer, which costs tokens and is booked. */
    GENERATE,
    /** A count of tokens, which is free and holds no slot. */
    COUNT_TOKENS
}
