package org.llmrelay.admission;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;
import org.llmrelay.limit.Gate;

/**
 * The right to make one call.
 *
 * @param metered whether the call is booked when it ends
 * @param session the conversation the call belongs to, or null
 * @param boundAccount the account the conversation went to last, or null
 */
public record Ticket(
        ApiKey key,
        boolean metered,
        Gate.@Nullable Session session,
        @Nullable String boundAccount,
        Counted counted) {

    /**
     * Under which limits a call counts, by their names.
     *
     * @param limits all of them
     * @param overruns those that would have refused it, if they were enforced
     * @param meters how far they are used up
     * @param pass what is to be handed in with the booking of a call that passed while the store was away, or null
     */
    public record Counted(
            List<String> limits,
            List<String> overruns,
            List<Gate.Meter> meters,
            @Nullable String pass) {
        static final Counted NOWHERE = new Counted(List.of(), List.of(), List.of(), null);

        public Counted {
            limits = List.copyOf(limits);
            overruns = List.copyOf(overruns);
            meters = List.copyOf(meters);
        }
    }

    /** Whether the call takes slots while it runs: one that passed while the store was away cannot. */
    public boolean holdsSlots() {
        return metered && counted.pass() == null;
    }

    static Ticket unmetered(ApiKey key) {
        return new Ticket(key, false, null, null, Counted.NOWHERE);
    }
}
