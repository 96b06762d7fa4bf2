package org.llmrelay.scheduling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Margin;
import org.llmrelay.account.Quota;
import org.llmrelay.account.Quotas;
import org.llmrelay.account.Standings;
import org.llmrelay.account.State;
import org.llmrelay.key.Glob;

/** Says what speaks against an account, as far as this node knows without asking the store. Thread-safe. */
final class Suitability {
    private final Standings standings;
    private final Quotas quotas;

    Suitability(Standings standings, Quotas quotas) {
        this.standings = standings;
        this.quotas = quotas;
    }

    /** Why an account cannot take a call now, or null where nothing speaks against it. */
    @Nullable
    Objection objection(Account account, Wish wish, Instant now) {
        if (!account.isEnabled()) {
            return Objection.DISABLED;
        }
        if (account.duty().upkeep().isExpired(now)) {
            return Objection.EXPIRED;
        }
        if (!has(account, wish.need().model())) {
            return Objection.MODEL;
        }
        Objection resting = account.duty().upkeep().neverRests() ? null : resting(account, wish, now);
        return resting != null ? resting : overQuota(account, wish, now);
    }

    /** Whether something other than time must happen before the account takes a call of the wish's model. */
    boolean isGone(Account account, Wish wish, Instant now) {
        boolean isOutForGood = standings
                .of(account.id())
                .restingFor(wish.family(), now)
                .filter(CoolDown::isForGood)
                .isPresent();
        return !account.isEnabled()
                || account.duty().upkeep().isExpired(now)
                || !has(account, wish.need().model())
                || (isOutForGood && !account.duty().upkeep().neverRests());
    }

    private static boolean has(Account account, String model) {
        return account.duty().models().isEmpty()
                || account.maps(model)
                || account.duty().models().stream().anyMatch(pattern -> new Glob(pattern).matches(model));
    }

    private @Nullable Objection resting(Account account, Wish wish, Instant now) {
        return standings
                .of(account.id())
                .restingFor(wish.family(), now)
                .map(rest -> new Objection(rest.state().code(), rest.isForGood() ? null : rest.until()))
                .orElse(null);
    }

    private @Nullable Objection overQuota(Account account, Wish wish, Instant now) {
        Quota quota = quotas.of(account.id());
        if (quota.windows().isEmpty()) {
            return null;
        }
        int wall = account.duty().margin().wall(wish.reserves());
        // The last percent is the provider's to refuse: it may allow more than it counts.
        return wall == Margin.WHOLE
                ? null
                : quota.full(wall, wish.family(), now)
                        .map(window -> new Objection(State.OUT_OF_QUOTA.code(), window.resets()))
                        .orElse(null);
    }
}
