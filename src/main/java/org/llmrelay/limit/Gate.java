package org.llmrelay.limit;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The port through which a key's calls enter: one atomic step on the key's slot. Throws {@link org.llmrelay.failure.StoreUnavailableException} when the
 * store is away. Thread-safe.
 */
public interface Gate {

    /** Takes a slot and looks up where the session went last, in one round trip. */
    Entry enter(Entrant entrant);

    /** Keeps the slots of running calls for another {@code lease}; calls that are no longer in are left out. */
    void renew(String key, Collection<String> calls, Duration lease);

    /** How many calls of the key are in. */
    long inside(String key);

    /** Gives a slot back without booking anything: for a call that ends before it has begun. */
    void leave(String key, String call);

    /**
     * Who wants in.
     *
     * @param slots how many calls of the key may be in at once, or 0 for any number
     * @param lease how long the slot is held without renewal
     * @param session the session and model family to look up, or null for none
     */
    record Entrant(
            String key,
            String call,
            int slots,
            Duration lease,
            @Nullable Session session) {}

    /**
     * A conversation of a key, by model family.
     *
     * @param lasting how long its account is remembered from now
     */
    record Session(String id, String family, Duration lasting) {}

    /** The answer at the gate. */
    sealed interface Entry {
        /** Inside. {@code account}: where the session went last, or null. */
        record Inside(@Nullable String account) implements Entry {
            public Optional<String> boundAccount() {
                return Optional.ofNullable(account);
            }
        }

        /** All slots are taken; one becomes free at the latest after {@code pause}. */
        record Full(Duration pause) implements Entry {}
    }
}
