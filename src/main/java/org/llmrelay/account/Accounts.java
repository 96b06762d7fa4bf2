package org.llmrelay.account;

import java.util.List;
import java.util.Optional;

/**
 * The port that stores accounts. Reads are answered from memory; a change on one node is seen by all within a moment. Thread-safe.
 *
 * <p>Writes throw {@link org.llmrelay.failure.StoreUnavailableException} when the store is away.
 */
public interface Accounts {

    /** All accounts, by priority and then by age. */
    List<Account> all();

    Optional<Account> find(String id);

    /** Creates or replaces. Throws {@link IllegalStateException} when the named proxy that it uses has been deleted meanwhile. */
    void save(Account account);

    /** Forgets an account, its secrets and its standing. Returns whether it was there. */
    boolean delete(String id);
}
