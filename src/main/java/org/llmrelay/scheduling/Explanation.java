package org.llmrelay.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.limit.Leases;
import org.llmrelay.limit.Leases.Taken;

/** Goes through the accounts as a choice would, and takes none. Confined to one question. */
final class Explanation {
    private final Scheduler.Sources sources;
    private final Pools pools;
    private final Order order;
    private final Suitability suitability;

    Explanation(Scheduler.Sources sources, Pools pools, Order order, Suitability suitability) {
        this.sources = sources;
        this.pools = pools;
        this.order = order;
        this.suitability = suitability;
    }

    List<Considered> of(Wish wish, Instant now) {
        List<Considered> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Pool pool : pools.of(wish)) {
            for (Account account : order.of(pool, wish, now)) {
                if (seen.add(account.id())) {
                    all.add(new Considered(
                            account, pool.id(), Order.ground(account, pool, wish), objection(account, wish, now)));
                }
            }
        }
        for (Account account : sources.accounts().all()) {
            if (seen.add(account.id())) {
                boolean fits = wish.need().kinds().contains(account.kind());
                all.add(new Considered(account, null, null, fits ? Objection.OTHER_POOL : Objection.OTHER_KIND));
            }
        }
        return all;
    }

    private @Nullable Objection objection(Account account, Wish wish, Instant now) {
        Objection objection = suitability.objection(account, wish, now);
        return objection == null ? shortage(account, wish, now) : objection;
    }

    private @Nullable Objection shortage(Account account, Wish wish, Instant now) {
        Leases.Terms terms = Conditions.of(account, wish, now);
        if (!terms.isLimited()) {
            return null;
        }
        Leases.Load load = sources.leases().load(account.id(), terms);
        Taken taken = Taken.TAKEN;
        if (isFull(terms.slots(), load.running() + 1)) {
            taken = Taken.SLOTS;
        } else if (isFull(terms.requests(), load.requests() + 1)) {
            taken = Taken.REQUESTS;
        } else if (isFull(terms.tokens(), load.tokens() + terms.holds().tokens())) {
            taken = Taken.TOKENS;
        } else if (isFull(terms.cost(), load.cost() + terms.holds().cost())) {
            taken = Taken.COST;
        }
        return Conditions.objection(taken, account, now);
    }

    private static boolean isFull(long limit, long wanted) {
        return limit > 0 && wanted > limit;
    }
}
