package org.llmrelay.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port that keeps what has happened to accounts, shared by all nodes. Reads are answered from memory, except the history. Writes do not throw when the
 * store is away: this node then goes by its own knowledge. Every step from one state to another is remembered. Thread-safe.
 */
public interface Standings {

    Standing of(String account);

    /** Puts one cool-down in the place of its family's, unless a later one stands there. Returns what stands now. */
    CoolDown coolDown(String account, CoolDown coolDown);

    /** A call or a check succeeded: the family's cool-down and the account-wide one are disproved. {@code by}: what succeeded, in a word. */
    void recovered(String account, String family, String by);

    /** Nothing is held against the account any more. {@code reason}: why, in a word; {@code by}: who says so. */
    void reset(String account, String reason, String by);

    /** When something was last disproved that had kept calls away, as far as this node has seen. */
    Optional<Instant> lastRecovery(String account);

    /** Remembers a step that an operator took. */
    void note(String account, Transition step);

    /**
     * The last {@link Transition#REMEMBERED} steps, newest first.
     *
     * @throws org.llmrelay.failure.StoreUnavailableException when the store is away
     */
    List<Transition> history(String account);

    /**
     * Claims the one probe that an account on probation may be sent. Returns whether this caller has it; the claim ends by itself after
     * {@code lasting}.
     */
    boolean claimProbe(String account, String family, Duration lasting);
}
