package org.llmrelay.route;

import java.util.List;
import java.util.Optional;

/**
 * The port that stores named proxies. Reads are answered from memory; a change on one node is seen by all within a moment. Thread-safe.
 *
 * <p>Writes throw {@link org.llmrelay.failure.StoreUnavailableException} when the store is away.
 */
public interface Proxies {

    /** All of them, the oldest first. */
    List<NamedProxy> all();

    Optional<NamedProxy> find(String id);

    /** Creates or replaces. Accounts that use it take the new route. */
    void save(NamedProxy proxy);

    /** Deletes it, unless an account uses it. */
    Deletion delete(String id);

    /** What came of it. */
    enum Deletion {
        DELETED,
        /** Some account uses it, so it is still there. */
        IN_USE,
        UNKNOWN
    }
}
