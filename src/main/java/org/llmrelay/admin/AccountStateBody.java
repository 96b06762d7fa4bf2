package org.llmrelay.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.AccountState;
import org.llmrelay.account.Checkup;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Quota;

/** How an account stands, and why. */
public record AccountStateBody(
        String id,
        String name,
        boolean enabled,
        String state,
        String sentence,
        boolean needsAttention,
        long runningCalls,
        List<Rest> coolDowns,
        List<Window> quota,
        @Nullable LastCheck lastCheck,
        Instant at)
        implements JsonBody {

    /**
     * What is held against the account.
     *
     * @param family the model family, or {@code *} for all
     * @param until null where only a reset, a new credential or a check that succeeds ends it
     * @param resting whether it is left alone now; else it is on probation
     */
    record Rest(
            String family,
            String state,
            String cause,
            Instant since,
            @Nullable Instant until,
            int streak,
            boolean resting,
            boolean probation,
            boolean needsAttention) {}

    /** How much of a window is used that the provider grants; {@code family}: the model family that alone counts, or null. */
    record Window(String name, @Nullable String family, int percent, Instant resetsAt) {}

    private static Window window(Quota.Window window) {
        return new Window(window.name(), window.family(), window.percent(), window.resets());
    }

    /** What a check has found. */
    public record LastCheck(Instant at, boolean good, String result, int status, long tookMs) implements JsonBody {
        public static LastCheck of(Checkup checkup) {
            return new LastCheck(
                    checkup.at(),
                    checkup.isGood(),
                    checkup.result(),
                    checkup.status(),
                    checkup.took().toMillis());
        }
    }

    public static AccountStateBody of(AccountState state) {
        return of(state, List.of());
    }

    /** {@code checks}: what the last ones have found, newest first. */
    public static AccountStateBody of(AccountState state, List<Checkup> checks) {
        return new AccountStateBody(
                state.account().id(),
                state.account().name(),
                state.account().isEnabled(),
                state.state().code(),
                state.sentence(),
                state.standing().needsAttention(),
                state.running(),
                state.standing().coolDowns().stream().map(c -> rest(state, c)).toList(),
                state.quota().windows().stream().map(AccountStateBody::window).toList(),
                checks.stream().findFirst().map(LastCheck::of).orElse(null),
                state.now());
    }

    private static Rest rest(AccountState state, CoolDown coolDown) {
        boolean resting = state.isResting(coolDown);
        return new Rest(
                coolDown.family(),
                coolDown.state().code(),
                coolDown.cause(),
                coolDown.since(),
                coolDown.isForGood() ? null : coolDown.until(),
                coolDown.streak(),
                resting,
                !resting,
                coolDown.needsAttention());
    }
}
