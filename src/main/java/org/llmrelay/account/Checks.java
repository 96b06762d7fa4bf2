package org.llmrelay.account;

import java.util.List;

/** The port that keeps what checks of accounts have found, shared by all nodes. Blocks for the store. Thread-safe. */
public interface Checks {
    /** How many checks of an account are remembered. */
    int REMEMBERED = 50;

    /** Remembers one; does not throw when the store is away: then it is not remembered. */
    void note(String account, Checkup checkup);

    /** The last {@link #REMEMBERED}, newest first. @throws org.llmrelay.failure.StoreUnavailableException when the store is away */
    List<Checkup> of(String account);
}
