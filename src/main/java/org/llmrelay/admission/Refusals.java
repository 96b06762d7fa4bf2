package org.llmrelay.admission;

import java.util.List;
import java.util.Optional;

/**
 * The port that keeps the last refusals of each key for a while. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the store is away.
 * Thread-safe.
 */
public interface Refusals {

    /** How many are kept of a key, roughly. */
    int MOST = 1_000;

    /** Keeps refusals of any keys. One round trip. */
    void keep(List<RefusedCall> refused);

    /** The last refusals of a key, newest first. */
    List<RefusedCall> latest(String key, int most);

    /** The refusal of one call of a key. */
    Optional<RefusedCall> find(String key, String call);
}
