package org.llmrelay.translation;

/** Why a model stopped. */
public enum Stop {
    /** It had said all, or came to a stop sequence. */
    END,
    /** It came to one of the caller's stop sequences, where the upstream tells that apart. */
    SEQUENCE,
    /** It may say no more. */
    LENGTH,
    /** It waits for what tools answer. */
    TOOLS,
    /** It, or what watches it, does not want to say that. */
    REFUSAL
}
