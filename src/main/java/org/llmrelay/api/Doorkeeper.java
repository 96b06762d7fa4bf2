package org.llmrelay.api;

import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Identity;
import org.llmrelay.secret.Secret;

/** Tells who comes with a key. Thread-safe. */
@FunctionalInterface
public interface Doorkeeper {
    /**
     * May block for a round trip to the store.
     *
     * @param presented the key's text, or null where none came
     * @throws org.llmrelay.failure.StoreUnavailableException when the store is needed and away
     */
    Identity identify(@Nullable Secret presented);
}
