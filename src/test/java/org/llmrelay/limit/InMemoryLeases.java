package org.llmrelay.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Leases in memory, for tests. Thread-safe. */
public final class InMemoryLeases implements Leases {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, List<Stay>> stays = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final InMemoryGate gate;

    /** {@code gate}: the one that is asked where sessions went. */
    public InMemoryLeases(InstantSource clock, InMemoryGate gate) {
        this.clock = clock;
        this.gate = gate;
    }

    /** A call on an account: what counts for it, and until when it has its slot; null when it has ended. */
    private static final class Stay {
        private final String call;
        private final Instant minute;
        private final Instant day;
        private Hold counted;
        private Instant end;
        private boolean isOver;

        Stay(Claim claim, Instant now) {
            this.call = claim.call();
            this.minute = now.truncatedTo(ChronoUnit.MINUTES);
            this.day = claim.terms().day();
            this.counted = claim.terms().holds();
            this.end = now.plus(claim.lease());
        }

        boolean isIn(Instant now) {
            return !isOver && end.isAfter(now);
        }
    }

    @Override
    public Taken take(Claim claim) {
        lock.lock();
        try {
            Taken taken = answer(claim);
            if (taken == Taken.TAKEN) {
                staysOf(claim.account()).removeIf(stay -> stay.call.equals(claim.call()) || isForgotten(stay));
                staysOf(claim.account()).add(new Stay(claim, clock.instant()));
                bind(claim);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** It is over, and counts for nothing any more. */
    private boolean isForgotten(Stay stay) {
        boolean isPast = stay.minute.isBefore(clock.instant().minusSeconds(60));
        return stay.isOver && stay.counted.cost() == 0 && isPast;
    }

    private void bind(Claim claim) {
        Binding binding = claim.binding();
        if (binding != null) {
            gate.bind(binding.key(), binding.session(), claim.account());
        }
    }

    private Taken answer(Claim claim) {
        Terms terms = claim.terms();
        Load load = load(claim.account(), terms);
        if (terms.slots() > 0 && load.running() >= terms.slots()) {
            return Taken.SLOTS;
        }
        if (terms.requests() > 0 && load.requests() >= terms.requests()) {
            return Taken.REQUESTS;
        }
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (!fits(claim, terms.tokens(), load.tokens(), Hold::tokens, stay -> stay.minute.equals(minute))) {
            return Taken.TOKENS;
        }
        return fits(claim, terms.cost(), load.cost(), Hold::cost, stay -> stay.day.equals(terms.day()))
                ? Taken.TAKEN
                : Taken.COST;
    }

    private boolean fits(Claim claim, long most, long used, ToLongFunction<Hold> part, Predicate<Stay> counts) {
        boolean isAlone = staysOf(claim.account()).stream()
                .noneMatch(
                        stay -> stay.isIn(clock.instant()) && counts.test(stay) && part.applyAsLong(stay.counted) > 0);
        return most == 0 || used + part.applyAsLong(claim.terms().holds()) <= most || (isAlone && used < most);
    }

    @Override
    public void release(String account, String call) {
        settle(account, call, Hold.NOTHING);
    }

    /** What booking a call does. */
    public void settle(String account, String call, Hold used) {
        lock.lock();
        try {
            staysOf(account).stream()
                    .filter(stay -> stay.call.equals(call) && stay.isIn(clock.instant()))
                    .forEach(stay -> {
                        stay.isOver = true;
                        stay.counted = used;
                    });
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void renew(String account, Collection<String> calls, Duration lease) {
        Instant end = clock.instant().plus(lease);
        staysOf(account).stream().filter(stay -> calls.contains(stay.call)).forEach(stay -> stay.end = end);
    }

    @Override
    public List<Long> running(List<String> accounts) {
        return accounts.stream()
                .map(account -> staysOf(account).stream()
                        .filter(stay -> stay.isIn(clock.instant()))
                        .count())
                .toList();
    }

    @Override
    public Load load(String account, Terms terms) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        List<Stay> thisMinute = staysOf(account).stream()
                .filter(stay -> stay.minute.equals(minute))
                .toList();
        return new Load(
                running(account),
                thisMinute.size(),
                thisMinute.stream().mapToLong(stay -> stay.counted.tokens()).sum(),
                staysOf(account).stream()
                        .filter(stay -> stay.day.equals(terms.day()))
                        .mapToLong(stay -> stay.counted.cost())
                        .sum());
    }

    @Override
    public Optional<String> accountOf(Binding binding) {
        return gate.accountOf(binding.key(), binding.session());
    }

    private List<Stay> staysOf(String account) {
        return stays.computeIfAbsent(account, id -> new ArrayList<>());
    }
}
