package org.llmrelay.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.llmrelay.account.Account;
import org.llmrelay.account.Policy;
import org.llmrelay.account.Quotas;
import org.llmrelay.account.Standings;

/**
 * The order in which the accounts of a pool are looked at: where the conversation went last, then by the pool's policy; accounts that have only just come
 * back and have enough to do are last. Thread-safe.
 */
final class Order {
    private static final Comparator<Ranked> FIRST_TO_LAST = Comparator.comparingInt(Ranked::place)
            .thenComparingLong(Ranked::rank)
            .thenComparingLong(Ranked::tie);

    private final Rota rota;
    private final Standings standings;
    private final Quotas quotas;

    Order(Rota rota, Standings standings, Quotas quotas) {
        this.rota = rota;
        this.standings = standings;
        this.quotas = quotas;
    }

    private record Ranked(Account account, int place, long rank, long tie) {}

    List<Account> of(Pool pool, Wish wish, Instant now) {
        if (pool.members().size() < 2) {
            return pool.members();
        }
        List<Ranked> ranked = new ArrayList<>(pool.members().size());
        for (Account account : pool.members()) {
            ranked.add(ranked(account, pool.policy(), wish, now));
        }
        ranked.sort(FIRST_TO_LAST);
        List<Account> ordered = new ArrayList<>(ranked.size());
        ranked.forEach(each -> ordered.add(each.account()));
        return ordered;
    }

    /** What brings an account to its place in a pool, in a word: what it is for the conversation or the key, or else the pool's policy. */
    static String ground(Account account, Pool pool, Wish wish) {
        if (pool.id().equals(account.id())) {
            return "binding";
        }
        String last = wish.trail().last();
        if (account.id().equals(last)) {
            return "conversation";
        }
        return wish.trail().session() != null && last != null
                ? "detour"
                : pool.policy().code();
    }

    private Ranked ranked(Account account, Policy policy, Wish wish, Instant now) {
        String id = account.id();
        boolean warmingUp = rota.isWarmingUp(id, standings.lastRecovery(id).orElse(null), now);
        int home = id.equals(wish.trail().last()) ? 0 : 1;
        if (wish.trail().session() != null && wish.trail().last() != null) {
            // A detour: always the same one, for the sake of its cache.
            long rank = policy == Policy.PRIORITY ? account.profile().priority() : 0;
            return new Ranked(account, warmingUp ? 2 : home, rank, attraction(account, wish));
        }
        return new Ranked(account, warmingUp ? 2 : home, rank(account, policy, wish, now), rota.lastUse(id));
    }

    private long rank(Account account, Policy policy, Wish wish, Instant now) {
        return switch (policy) {
            case PRIORITY -> account.profile().priority();
            case WEIGHTED -> rota.turn(account.id());
            case LEAST_BUSY -> rota.running(account.id());
            case MOST_QUOTA -> quotas.of(account.id()).percent(wish.family(), now);
        };
    }

    /** The same for the same conversation and account, whatever other accounts there are: so a detour stays where its cache is. */
    private static int attraction(Account account, Wish wish) {
        String session = wish.conversation().map(s -> s.id()).orElse("");
        int mixed = (session + '/' + account.id()).hashCode() * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }
}
