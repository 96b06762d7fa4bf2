package org.llmrelay.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Groups;
import org.llmrelay.account.Quotas;
import org.llmrelay.account.Standing;
import org.llmrelay.account.Standings;
import org.llmrelay.call.PassedOver;
import org.llmrelay.failure.NoCapacity;
import org.llmrelay.limit.Leases;
import org.llmrelay.settings.RelaySettings;

/**
 * Chooses the account for each attempt: in the pools of the key, the one the conversation went to last, if it can take the call; else by the pool's policy.
 * A conversation whose account rests makes a detour, always to the same other account, and is not bound to it. Thread-safe.
 */
public final class Scheduler {
    /** Held without renewal: longer than the renewal interval, short enough that a dead node's slots come back soon. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration PROBE = Duration.ofSeconds(30);

    private final Sources sources;
    private final InstantSource clock;
    private final Pools pools;
    private final Rota rota = new Rota();
    private final Order order;
    private final Suitability suitability;
    private final Aftermath aftermath;

    /** @param settings say how long accounts rest */
    public Scheduler(Sources sources, Supplier<RelaySettings> settings, SchedulingEvents events, InstantSource clock) {
        this.sources = sources;
        this.clock = clock;
        this.pools = new Pools(sources.accounts(), sources.groups());
        this.order = new Order(rota, sources.standings(), sources.quotas());
        this.suitability = new Suitability(sources.standings(), sources.quotas());
        this.aftermath = new Aftermath(sources.standings(), sources.quotas(), new RestRules(settings), events, clock);
    }

    /** What is known of accounts, and where their slots are. */
    public record Sources(Accounts accounts, Groups groups, Standings standings, Quotas quotas, Leases leases) {}

    /** What became of attempts, for whoever made one without being led here. */
    public Aftermath aftermath() {
        return aftermath;
    }

    /**
     * Chooses an account that has not been tried. Blocks for one round trip to the store.
     *
     * @throws org.llmrelay.failure.StoreUnavailableException when the store is away
     */
    public Choice choose(Wish wish, Set<String> tried) {
        Instant now = clock.instant();
        List<Pool> open = pools.of(wish);
        Search search = new Search(wish, tried, now);
        for (Pool pool : open) {
            for (Account account : order.of(pool, wish, now)) {
                if (search.takes(account)) {
                    Lease lease = lease(account, wish, Order.ground(account, pool, wish));
                    return new Choice.Chosen(lease, search.passedOver);
                }
            }
        }
        boolean nobody = open.stream()
                .allMatch(pool ->
                        pool.members().isEmpty() || pool.members().stream().noneMatch(Account::isEnabled));
        NoCapacity why = nobody ? new NoCapacity.NoAccount() : new NoCapacity.AllResting(search.pause());
        return new Choice.None(why, search.passedOver);
    }

    private Lease lease(Account account, Wish wish, String ground) {
        rota.chosen(account);
        if (wish.holdsSlot()) {
            rota.began(account.id());
        }
        return new Lease(account, wish, ground, this);
    }

    /** All accounts in the order in which they would be looked at, each with what speaks against it; nothing is taken. Asks the store once an account. */
    public List<Considered> explain(Wish wish) {
        return new Explanation(sources, pools, order, suitability).of(wish, clock.instant());
    }

    /** Confined to one choice. */
    private final class Search {
        private static final int USUAL_ACCOUNTS = 4;

        private final Wish wish;
        private final Set<String> tried;
        private final Instant now;
        private List<PassedOver> passedOver = List.of();
        private @Nullable Instant firstBack;
        private boolean isSoon;

        Search(Wish wish, Set<String> tried, Instant now) {
            this.wish = wish;
            this.tried = tried;
            this.now = now;
        }

        boolean takes(Account account) {
            if (tried.contains(account.id())) {
                noteTried(account);
                return false;
            }
            Objection objection = suitability.objection(account, wish, now);
            if (objection == null && !hasProbe(account)) {
                objection = Objection.PROBED;
            }
            if (objection == null) {
                objection = take(account);
            }
            return objection == null || !isPassedOver(account, objection);
        }

        private boolean isPassedOver(Account account, Objection objection) {
            if (passedOver.isEmpty()) {
                passedOver = new ArrayList<>(USUAL_ACCOUNTS);
            }
            passedOver.add(new PassedOver(account.id(), objection.code()));
            note(objection.until());
            isSoon = isSoon || objection.equals(Objection.PROBED);
            return true;
        }

        /** What was tried has failed, and rests for it as a rule. */
        private void noteTried(Account account) {
            Optional<CoolDown> rest = sources.standings().of(account.id()).restingFor(wish.family(), now);
            note(rest.map(CoolDown::until).orElse(null));
            isSoon = isSoon || rest.isEmpty();
        }

        private void note(@Nullable Instant until) {
            if (until != null && (firstBack == null || until.isBefore(firstBack))) {
                firstBack = until;
            }
        }

        private boolean hasProbe(Account account) {
            Standing standing = sources.standings().of(account.id());
            return standing.coolDowns().isEmpty()
                    || account.duty().upkeep().neverRests()
                    || standing.probationFor(wish.family(), now)
                            .map(probation -> sources.standings().claimProbe(account.id(), probation.family(), PROBE))
                            .orElse(true);
        }

        private @Nullable Objection take(Account account) {
            if (!wish.holdsSlot()) {
                return null;
            }
            Leases.Terms terms = Conditions.of(account, wish, now);
            Leases.Taken taken =
                    sources.leases().take(new Leases.Claim(account.id(), wish.call(), terms, LEASE, binding()));
            return Conditions.objection(taken, account, now);
        }

        /** A conversation is bound once, and again only when its account is gone for good. */
        private Leases.@Nullable Binding binding() {
            String last = wish.trail().last();
            if (wish.trail().session() == null || (last != null && isStillHome(last))) {
                return null;
            }
            return new Leases.Binding(wish.seeker().key(), wish.trail().session());
        }

        private boolean isStillHome(String last) {
            Optional<Account> account = sources.accounts().find(last);
            return account.isPresent()
                    && !suitability.isGone(account.get(), wish, now)
                    && pools.of(wish).stream().anyMatch(pool -> pool.members().contains(account.get()));
        }

        Duration pause() {
            return Pause.until(isSoon ? now : firstBack, now);
        }
    }

    boolean isOnProbation(Account account, String family) {
        return sources.standings().of(account.id()).coolDowns().stream()
                .anyMatch(coolDown -> coolDown.concerns(family));
    }

    void ended(Account account) {
        rota.ended(account.id());
    }

    void release(Account account, String call) {
        sources.leases().release(account.id(), call);
    }

    /** Cool-downs name families; callers choose model names: one that reads like "all families" must not make a whole account rest. */
    static String named(String family) {
        return family.equals(CoolDown.ALL) ? "unknown" : family;
    }
}
