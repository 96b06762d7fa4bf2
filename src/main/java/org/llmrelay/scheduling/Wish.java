package org.llmrelay.scheduling;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.Handling.Priority;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Leases.Hold;

/**
 * What a call needs of an account.
 *
 * @param holdsSlot whether the call takes a slot of the account while it runs
 * @param trail where its conversation has been
 * @param forecast what it will probably use; asked only where an account limits that
 */
public record Wish(String call, Seeker seeker, Need need, boolean holdsSlot, Trail trail, Supplier<Hold> forecast) {

    /**
     * Who wants it.
     *
     * @param home the id of the account or group that the key is bound to for this service, or null
     * @param fallsBack whether the shared group serves it where its own accounts cannot
     */
    public record Seeker(
            String key, Priority priority, @Nullable String home, boolean fallsBack) {
        /** A key that is bound to nothing. */
        public static Seeker unbound(String key) {
            return new Seeker(key, Priority.NORMAL, null, false);
        }
    }

    /**
     * What is wanted.
     *
     * @param kinds the kinds of account that can serve it
     * @param model as the caller wrote it
     * @param family the model family, for which an account may be resting
     */
    public record Need(Set<String> kinds, String model, String family) {}

    /**
     * Where a conversation has been.
     *
     * @param session the conversation, or null
     * @param last the account that it went to last, or null
     */
    public record Trail(
            Gate.@Nullable Session session, @Nullable String last) {
        /** A call that belongs to no conversation. */
        public static final Trail NONE = new Trail(null, null);
    }

    String family() {
        return need.family();
    }

    Optional<Gate.Session> conversation() {
        return Optional.ofNullable(trail.session());
    }

    /** How many reserves the call leaves to others: none where its key goes first. */
    int reserves() {
        return seeker.priority().reserves();
    }
}
