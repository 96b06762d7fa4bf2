package org.llmrelay.pricing;

/** What happens to calls of a model whose price nobody knows. */
public enum UnknownPrice {
    /** They are refused; what was answered by another, unknown model all the same is charged as under {@link #CEILING}. */
    BLOCK,
    /** They are charged the dearest prices of their vendor. */
    CEILING,
    /** They are charged nothing, and are marked and counted. */
    UNPRICED
}
