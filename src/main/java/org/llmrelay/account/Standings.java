package org.llmrelay.account;

import java.time.Duration;

/**
 * The port that keeps what has happened to accounts, shared by all nodes. Reads are answered from memory. Writes do not throw when the store is away:
 * this node then goes by its own knowledge. Thread-safe.
 */
public interface Standings {

    Standing of(String account);

    /** Puts one cool-down in the place of its family's, unless a later one stands there. Returns what stands now. */
    CoolDown coolDown(String account, CoolDown coolDown);

    /** A call succeeded: the family's cool-down and the account-wide one are disproved. */
    void recovered(String account, String family);

    /** The operator's reset: nothing is held against the account any more. */
    void reset(String account);

    /**
     * Claims the one probe that an account on probation may be sent. Returns whether this caller has it; the claim ends by itself after
     * {@code lasting}.
     */
    boolean claimProbe(String account, String family, Duration lasting);
}
