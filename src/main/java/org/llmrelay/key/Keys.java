package org.llmrelay.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port that stores keys. {@link #byHash} is answered from memory where it can be, misses included; a change on one node is seen by all within a
 * moment. Throws {@link org.llmrelay.failure.StoreUnavailableException} where the store is needed and away. Thread-safe.
 */
public interface Keys {

    /** The lookup of every call. */
    Optional<ApiKey> byHash(KeyHash hash);

    Optional<ApiKey> find(String id);

    /** Keys by age, newest first; {@code offset} is zero-based. */
    List<ApiKey> page(int offset, int size);

    long count();

    /** Creates or replaces; a changed hash makes the old one unknown in the same step. When it was first used stays as it is. */
    void save(ApiKey key);

    /**
     * Notes when a key was first used, unless that is known: of any number of calls on any nodes one sets the time.
     *
     * @param now cut to milliseconds
     * @return when it was first used, or nothing when there is no such key
     */
    Optional<Instant> activate(ApiKey key, Instant now);

    /** Returns whether it was there. Its ledger and totals stay. */
    boolean delete(String id);
}
