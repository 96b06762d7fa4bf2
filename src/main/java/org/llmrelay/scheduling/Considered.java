package org.llmrelay.scheduling;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;

/**
 * An account in the order in which it is looked at for a call.
 *
 * @param pool the id of the group that it is looked at in, or its own id where the key is bound to it; null for an account that is in none of the key's
 * @param ground what brings it to its place, as {@link Lease#ground}; null for an account that is in none of the key's
 * @param why why it does not take the call, or null where it could
 */
public record Considered(
        Account account,
        @Nullable String pool,
        @Nullable String ground,
        @Nullable Objection why) {

    public Optional<Objection> objection() {
        return Optional.ofNullable(why);
    }

    /** The same with an objection, unless there is one. */
    public Considered unless(Optional<Objection> more) {
        return why == null ? new Considered(account, pool, ground, more.orElse(null)) : this;
    }
}
