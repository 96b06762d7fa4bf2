package org.llmrelay.api.admin;

import java.time.Instant;
import java.util.List;
import org.llmrelay.account.AccountState;
import org.llmrelay.account.CoolDown;

/** How an account stands, and why. */
record AccountStateBody(
        String id,
        String name,
        boolean enabled,
        String sentence,
        boolean needsAttention,
        long runningCalls,
        List<Rest> coolDowns,
        Instant at)
        implements JsonBody {

    /**
     * What is held against the account.
     *
     * @param family the model family, or {@code *} for all
     * @param resting whether it is left alone now; else it is on probation
     */
    record Rest(
            String family,
            String cause,
            Instant since,
            Instant until,
            int streak,
            boolean resting,
            boolean probation,
            boolean needsAttention) {}

    static AccountStateBody of(AccountState state) {
        return new AccountStateBody(
                state.account().id(),
                state.account().name(),
                state.account().isEnabled(),
                state.sentence(),
                state.standing().needsAttention(),
                state.running(),
                state.standing().coolDowns().stream().map(c -> rest(state, c)).toList(),
                state.now());
    }

    private static Rest rest(AccountState state, CoolDown coolDown) {
        boolean resting = state.isResting(coolDown);
        return new Rest(
                coolDown.family(),
                coolDown.cause(),
                coolDown.since(),
                coolDown.until(),
                coolDown.streak(),
                resting,
                !resting,
                coolDown.needsAttention());
    }
}
