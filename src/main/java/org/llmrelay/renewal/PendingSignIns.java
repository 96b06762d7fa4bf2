package org.llmrelay.renewal;

import java.time.Duration;
import java.util.Optional;

/**
 * The port that keeps sign-ins until they are finished. Blocks for the store; throws {@link org.llmrelay.failure.StoreUnavailableException} when it is away.
 * Thread-safe.
 */
public interface PendingSignIns {

    /** Keeps a sign-in for a while; one of the same id is replaced. */
    void save(PendingSignIn pending, Duration lasting);

    /** A sign-in that this operator began, which stays. */
    Optional<PendingSignIn> find(String id, String operator);

    /** The same, which goes: of any number of takers one gets it. */
    Optional<PendingSignIn> take(String id, String operator);
}
