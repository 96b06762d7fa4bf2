package org.llmrelay.key;

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

    /** Creates or replaces; a changed hash makes the old one unknown in the same step. */
    void save(ApiKey key);

    /** Returns whether it was there. Its ledger and totals stay. */
    boolean delete(String id);
}
