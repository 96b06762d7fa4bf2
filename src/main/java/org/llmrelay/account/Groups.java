package org.llmrelay.account;

import java.util.List;
import java.util.Optional;

/**
 * The port that stores groups. Reads are answered from memory; a change on one node is seen by all within a moment. Thread-safe.
 *
 * <p>Writes throw {@link org.llmrelay.failure.StoreUnavailableException} when the store is away.
 */
public interface Groups {

    /** The shared group, then all others by age. */
    List<Group> all();

    /** The shared group is always found. */
    Optional<Group> find(String id);

    /** Creates or replaces. */
    void save(Group group);

    /** Forgets a group; the shared one is as it was at first again. Returns whether it was there. */
    boolean delete(String id);
}
