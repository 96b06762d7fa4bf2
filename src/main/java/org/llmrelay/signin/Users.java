package org.llmrelay.signin;

import java.util.List;
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

    /** Everybody, in the order of their names. */
    List<User> all();

    /** Creates or replaces. */
    void save(User user);

    /** Adds a user unless there is one of that name, in one step across all nodes. Returns whether it was added. */
    boolean add(User user);

    /** Returns whether there was such a user. */
    boolean delete(String username);
}
