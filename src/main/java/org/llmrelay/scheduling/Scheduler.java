package org.llmrelay.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Standing;
import org.llmrelay.account.Standings;
import org.llmrelay.failure.NoCapacity;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.limit.Leases;

/**
 * Chooses the account for each attempt: the one the conversation went to last, if it can take the call; else by priority, and among equals the least
 * recently used on this node. A conversation whose account rests makes a detour, always to the same other account, and is not bound to it. Thread-safe.
 */
public final class Scheduler {
    /** Held without renewal: longer than the renewal interval, short enough that a dead node's slots come back soon. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration PROBE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final Accounts accounts;
    private final Standings standings;
    private final Leases leases;
    private final SchedulingEvents events;
    private final InstantSource clock;
    private final Map<String, Long> lastUse = new ConcurrentHashMap<>();
    private final AtomicLong uses = new AtomicLong();

    public Scheduler(
            Accounts accounts, Standings standings, Leases leases, SchedulingEvents events, InstantSource clock) {
        this.accounts = accounts;
        this.standings = standings;
        this.leases = leases;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Chooses an account that has not been tried. Blocks for one round trip to the store.
     *
     * @throws org.llmrelay.failure.StoreUnavailableException when the store is away
     */
    public Choice choose(Wish wish, Set<String> tried) {
        List<Account> able = accounts.all().stream()
                .filter(a -> a.isEnabled() && wish.kinds().contains(a.kind()))
                .toList();
        if (able.isEmpty()) {
            return new Choice.None(new NoCapacity.NoAccount());
        }
        Instant now = clock.instant();
        for (Account account : inOrder(able, wish)) {
            if (!tried.contains(account.id()) && mayTake(account, wish, now) && takeSlot(account, wish)) {
                lastUse.put(account.id(), uses.incrementAndGet());
                return new Choice.Chosen(new Lease(account, wish, this));
            }
        }
        return new Choice.None(new NoCapacity.AllResting(firstBack(able, wish.family(), now)));
    }

    private List<Account> inOrder(List<Account> able, Wish wish) {
        Comparator<Account> order = Comparator.comparing((Account a) -> !a.id().equals(wish.bound()))
                .thenComparing(a -> a.profile().priority());
        boolean detour = wish.session() != null && wish.bound() != null;
        Comparator<Account> equals = detour
                ? Comparator.comparing(a -> attraction(a, wish))
                : Comparator.comparing(a -> lastUse.getOrDefault(a.id(), 0L));
        return able.stream().sorted(order.thenComparing(equals)).toList();
    }

    /** The same for the same conversation and account, whatever other accounts there are: so a detour stays where its cache is. */
    private static int attraction(Account account, Wish wish) {
        String session = wish.conversation().map(s -> s.id()).orElse("");
        int mixed = (session + '/' + account.id()).hashCode() * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }

    private boolean mayTake(Account account, Wish wish, Instant now) {
        Standing standing = standings.of(account.id());
        if (standing.restingFor(wish.family(), now).isPresent()) {
            return false;
        }
        return standing.probationFor(wish.family(), now)
                .map(probation -> standings.claimProbe(account.id(), probation.family(), PROBE))
                .orElse(true);
    }

    private boolean takeSlot(Account account, Wish wish) {
        if (!wish.holdsSlot()) {
            return true;
        }
        return leases.take(new Leases.Claim(account.id(), wish.call(), 0, LEASE, binding(wish)));
    }

    /** A conversation is bound once, and again only when its account is gone for good. */
    private Leases.@Nullable Binding binding(Wish wish) {
        Optional<String> bound = Optional.ofNullable(wish.bound())
                .filter(id -> accounts.find(id).filter(Account::isEnabled).isPresent());
        return bound.isPresent()
                ? null
                : wish.conversation()
                        .map(session -> new Leases.Binding(wish.key(), session))
                        .orElse(null);
    }

    private Duration firstBack(List<Account> able, String family, Instant now) {
        return able.stream()
                .map(a -> standings
                        .of(a.id())
                        .restingFor(family, now)
                        .map(rest -> Duration.between(now, rest.until()))
                        .orElse(SHORTEST_PAUSE))
                .min(Comparator.naturalOrder())
                .filter(pause -> pause.compareTo(SHORTEST_PAUSE) > 0)
                .orElse(SHORTEST_PAUSE);
    }

    boolean isOnProbation(Account account, String family) {
        return standings.of(account.id()).coolDowns().stream().anyMatch(coolDown -> coolDown.concerns(family));
    }

    void succeeded(Account account, String family) {
        if (isOnProbation(account, family)) {
            standings.recovered(account.id(), family);
            events.accountRecovered(account.id(), family);
        }
    }

    void failed(Account account, String family, UpstreamFault fault) {
        Instant now = clock.instant();
        String concerned = fault.reach() == UpstreamFault.Reach.MODEL ? named(family) : CoolDown.ALL;
        CoolDown before = standings.of(account.id()).of(concerned).orElse(null);
        RestRules.coolDown(fault, concerned, before, now).ifPresent(coolDown -> {
            CoolDown stands = standings.coolDown(account.id(), coolDown);
            Duration rest = Duration.between(now, stands.until());
            events.accountRests(account.id(), concerned, fault.code(), rest, coolDown.needsAttention());
        });
    }

    /** Callers choose model names: one that reads like "all families" must not make a whole account rest. */
    private static String named(String family) {
        return family.equals(CoolDown.ALL) ? "unknown" : family;
    }

    void release(Account account, String call) {
        leases.release(account.id(), call);
    }
}
