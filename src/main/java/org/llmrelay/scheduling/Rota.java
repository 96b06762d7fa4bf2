package org.llmrelay.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;

/**
 * Who has had how much of the work on this node, so that it can be shared out without asking anybody. What other nodes do evens out, because they share out
 * theirs in the same way. Thread-safe.
 */
final class Rota {
    /** An account that comes back takes one call at a time, and twice as many after each of these steps. */
    private static final Duration STEP = Duration.ofSeconds(5);

    private static final int STEPS = 6;

    /** What a turn costs an account of weight 1; a multiple of most weights. */
    private static final long TURN = 2_520_000;

    private final Map<String, Long> lastUse = new ConcurrentHashMap<>();
    private final Map<String, Long> turns = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    private final AtomicLong uses = new AtomicLong();
    private final AtomicLong round = new AtomicLong();

    /** Notes that an account was chosen. */
    void chosen(Account account) {
        lastUse.put(account.id(), uses.incrementAndGet());
        long turn = turn(account.id());
        turns.put(account.id(), turn + TURN / account.duty().weight());
        round.accumulateAndGet(turn, Math::max);
    }

    void began(String account) {
        running.computeIfAbsent(account, id -> new AtomicInteger()).incrementAndGet();
    }

    void ended(String account) {
        running.computeIfAbsent(account, id -> new AtomicInteger()).decrementAndGet();
    }

    int running(String account) {
        AtomicInteger count = running.get(account);
        return count == null ? 0 : count.get();
    }

    /** When it was used last, as a number that grows with each use of any account; 0 for never. */
    long lastUse(String account) {
        return lastUse.getOrDefault(account, 0L);
    }

    /** When its next turn is: the lowest number is next. Who was away has saved up no turns. */
    long turn(String account) {
        return Math.max(turns.getOrDefault(account, 0L), round.get());
    }

    /** Whether an account has only just come back and has as many calls as it should have so soon. */
    boolean isWarmingUp(String account, @Nullable Instant recovered, Instant now) {
        if (recovered == null) {
            return false;
        }
        long steps = Duration.between(recovered, now).dividedBy(STEP);
        return steps < STEPS && running(account) >= 1 << Math.max(0, steps);
    }
}
