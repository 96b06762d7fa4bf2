package org.llmrelay.settings;

/** The port that keeps which web origins may call. Thread-safe. */
public interface OriginRules {

    /** What holds now, from memory. */
    Origins current();

    /**
     * Puts other origins in their place, on every node.
     *
     * @throws RuntimeException when the store is away
     */
    void save(Origins origins);
}
