package org.llmrelay.usage;

import java.util.List;
import java.util.Optional;

/**
 * The port through which nodes tell what their open calls have used so far, so that another node can book them when this one is lost. Throws
 * {@link org.llmrelay.failure.StoreUnavailableException} when the store is away. Thread-safe.
 */
public interface Journal {

    /** This node lives, and its open calls have told this so far; replaces what it said before. One round trip. */
    void note(List<Booking> open);

    /** A node that has not been heard of for a while, if there is one; nobody is given it again for some seconds. */
    Optional<LostNode> lostNode();

    /** All calls of a lost node have been booked: forgets the node. */
    void bury(LostNode node);

    /** A lost node, and what is known of the calls that it had. */
    record LostNode(String name, List<Booking> calls) {
        public LostNode {
            calls = List.copyOf(calls);
        }
    }
}
