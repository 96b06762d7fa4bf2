package org.llmrelay.signin;

import java.util.Optional;

/**
 * The port that stores users. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the store is away.
 * Thread-safe.
 */
public interface Users {

    Optional<User> find(String username);

    /** Whether nobody can sign in yet. */
    boolean isEmpty();

    /** Adds a user when there is none at all, in one step across all nodes. Returns whether it was added. */
    boolean addFirst(User user);

    /** Creates or replaces. */
    void save(User user);
}
