package org.llmrelay.scheduling;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Gate;

/**
 * What a call needs of an account.
 *
 * @param kinds the kinds of account that can serve it
 * @param family the model family, for which an account may be resting
 * @param holdsSlot whether the call takes a slot of the account while it runs
 * @param session the conversation it belongs to, or null
 * @param bound the account that the conversation went to last, or null
 */
public record Wish(
        String call,
        String key,
        Set<String> kinds,
        String family,
        boolean holdsSlot,
        Gate.@Nullable Session session,
        @Nullable String bound) {

    Optional<Gate.Session> conversation() {
        return Optional.ofNullable(session);
    }
}
