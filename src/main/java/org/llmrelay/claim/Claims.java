package org.llmrelay.claim;

import java.time.Duration;

/**
 * The port through which nodes agree who does a piece of work. A claim ends by itself when its time is over, so that the work of a node that died is
 * free again. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the store is away. Thread-safe.
 */
public interface Claims {

    /** Takes a piece of work for so long, unless somebody has it already, this node included. Returns whether it was taken. */
    boolean take(String work, Duration lasting);

    /** Gives back what this node took; what another node has by now stays with that one. */
    void release(String work);
}
