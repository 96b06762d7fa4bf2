package org.llmrelay.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.llmrelay.account.Account;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Margin;
import org.llmrelay.account.Quota;
import org.llmrelay.account.Quotas;
import org.llmrelay.account.Standings;
import org.llmrelay.account.State;
import org.llmrelay.account.Transition;
import org.llmrelay.failure.UpstreamFault;

/** What follows for an account from what its upstream said: rests, recoveries, quotas. Thread-safe. */
public final class Aftermath {
    private final Standings standings;
    private final Quotas quotas;
    private final RestRules rules;
    private final SchedulingEvents events;
    private final InstantSource clock;

    Aftermath(Standings standings, Quotas quotas, RestRules rules, SchedulingEvents events, InstantSource clock) {
        this.standings = standings;
        this.quotas = quotas;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /** Models of a family were answered: what was held against the account for them is disproved. {@code by}: a word for what succeeded. */
    public void succeeded(Account account, String family, String by) {
        boolean isHeld =
                standings.of(account.id()).coolDowns().stream().anyMatch(coolDown -> coolDown.concerns(family));
        if (isHeld) {
            standings.recovered(account.id(), family, by);
            events.accountRecovered(account.id(), family);
        }
    }

    /** The account has told what models it has, which costs it nothing: what was held against it is disproved, but not that its limits are used up. */
    public void listed(Account account, String by) {
        boolean isSpent = standings
                .of(account.id())
                .of(CoolDown.ALL)
                .filter(held -> held.state() == State.LIMITED || held.state() == State.OUT_OF_QUOTA)
                .isPresent();
        if (!isSpent) {
            succeeded(account, CoolDown.ALL, by);
        }
    }

    /** The account failed: it rests as long as the fault deserves, unless it never rests. */
    public void failed(Account account, String family, UpstreamFault fault) {
        if (account.duty().upkeep().neverRests()) {
            return;
        }
        Instant now = clock.instant();
        String concerned = fault.reach() == UpstreamFault.Reach.MODEL ? Scheduler.named(family) : CoolDown.ALL;
        CoolDown before = standings.of(account.id()).of(concerned).orElse(null);
        rules.coolDown(fault, concerned, before, now).ifPresent(coolDown -> {
            CoolDown stands = standings.coolDown(account.id(), coolDown);
            Duration rest = Duration.between(now, stands.until());
            events.accountRests(account.id(), concerned, fault.code(), rest, stands.needsAttention());
        });
    }

    /** Whether what a provider says of its quota is worth remembering, which may block for the store. */
    public boolean isNews(Account account, Quota said) {
        if (said.windows().isEmpty()) {
            return false;
        }
        Quota known = quotas.of(account.id());
        return !known.after(said).equals(known);
    }

    /** The provider has said how much of its quota is used. Blocks for the store where it is news. */
    public void told(Account account, Quota said) {
        Instant now = clock.instant();
        boolean wasFull = wall(account, quotas.of(account.id()), now).isPresent();
        quotas.note(account.id(), said);
        if (wasFull) {
            return;
        }
        wall(account, quotas.of(account.id()), now).ifPresent(window -> {
            String family = window.family() == null ? CoolDown.ALL : window.family();
            String reason = "quota-" + window.name();
            standings.note(
                    account.id(),
                    new Transition(
                            now, family, State.HEALTHY, State.OUT_OF_QUOTA, window.resets(), reason, Transition.RELAY));
            events.accountRests(account.id(), family, reason, Duration.between(now, window.resets()), false);
        });
    }

    private static Optional<Quota.Window> wall(Account account, Quota quota, Instant now) {
        int wall = account.duty().margin().stopAt();
        if (wall == Margin.WHOLE) {
            return Optional.empty();
        }
        return quota.windows().stream()
                .filter(window -> window.percent() >= wall && now.isBefore(window.resets()))
                .findFirst();
    }
}
