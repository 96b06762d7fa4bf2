package org.llmrelay.key;

import java.util.List;
import org.llmrelay.secret.Secret;

/**
 * The port that keeps what other relays hashed keys with which were brought in from them: such keys are known by their old hashes until they are first used. Reads are
 * answered from memory; a change on one node is seen by all within a moment. Thread-safe.
 */
public interface ForeignHashing {
    /** Nothing was brought in. */
    ForeignHashing NONE = new ForeignHashing() {
        @Override
        public List<Secret> secrets() {
            return List.of();
        }

        @Override
        public void add(Secret secret) {
            throw new UnsupportedOperationException("nothing is kept here");
        }
    };

    /** The other relays' encryption keys: they hashed a key's text followed by this. */
    List<Secret> secrets();

    /** Keeps one, once. @throws org.llmrelay.failure.StoreUnavailableException when the store is away */
    void add(Secret secret);
}
