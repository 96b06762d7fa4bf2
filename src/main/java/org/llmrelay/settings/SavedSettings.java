package org.llmrelay.settings;

/** The port that keeps what operators saved. Thread-safe. */
public interface SavedSettings {

    /** What holds on this node, from memory. */
    Saved current();

    /**
     * What is stored.
     *
     * @throws RuntimeException when the store is away
     */
    Saved latest();

    /**
     * Puts something in the place of the version before it, on every node.
     *
     * @return false, and nothing is changed, where what is stored is of another version
     * @throws RuntimeException when the store is away
     */
    boolean replace(Saved next);
}
