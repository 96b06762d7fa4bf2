package org.llmrelay.limit;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The port for the slots of accounts. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the store is away. Thread-safe.
 */
public interface Leases {

    /** Takes a slot of an account and, in the same round trip, remembers the account for the session. Returns whether a slot was free. */
    boolean take(Claim claim);

    /** Gives a slot back. Idempotent. */
    void release(String account, String call);

    /** Keeps the slots of running calls for another {@code lease}. */
    void renew(String account, Collection<String> calls, Duration lease);

    /** How many calls run on the account. */
    long running(String account);

    /**
     * A wish for a slot.
     *
     * @param slots how many calls the account takes at once, or 0 for any number
     * @param binding the session to remember the account for, or null where it has one already
     */
    record Claim(
            String account,
            String call,
            int slots,
            Duration lease,
            @Nullable Binding binding) {}

    /** A session of a key that is to stay with the account. */
    record Binding(String key, Gate.Session session) {}
}
