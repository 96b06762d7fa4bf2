package org.llmrelay.key;

import java.util.Optional;

/**
 * The port that stores hashes of secret links, one for each key at most. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the store is
 * away. Thread-safe.
 */
public interface Links {
    /** Replaces the one before. */
    void save(String key, KeyHash hash);

    Optional<KeyHash> find(String key);

    /** Returns whether there was one. */
    boolean delete(String key);
}
