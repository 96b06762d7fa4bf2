package org.llmrelay.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Gate.Meter;

/** How far one limit of one key is used up, as simply as it can be said: what was spent, by the period in which it was admitted. */
final class Counter {
    private final TreeMap<Instant, Long> spent = new TreeMap<>();
    private long held;

    /** Whether a call fits. */
    boolean fits(Hold hold, Instant now) {
        Rule rule = hold.rule();
        long used = meter(rule, now).spent();
        boolean fits = used + held + hold.amount() <= rule.most();
        boolean mayBeAlone = !rule.unit().isCalls() && !rule.strict();
        return fits || (mayBeAlone && held == 0 && used < rule.most());
    }

    /** Lets a call in; returns the period in which it counts. */
    Instant admit(Hold hold, Instant now) {
        Instant period = period(hold.rule().period(), now);
        if (hold.rule().unit().isCalls()) {
            spent.merge(period, hold.amount(), Long::sum);
        } else {
            held += hold.amount();
            spent.merge(period, 0L, Long::sum);
        }
        return period;
    }

    /** Lets a call in that came at an earlier time and holds nothing; returns the period in which it counts. */
    Instant admitLate(Hold hold, Instant at) {
        Instant period = period(hold.rule().period(), at);
        boolean isTooLate =
                hold.rule().period() instanceof Period.Window window && !period.isBefore(at.plus(window.length()));
        if (isTooLate) {
            return at;
        }
        spent.merge(period, hold.rule().unit().isCalls() ? hold.amount() : 0L, Long::sum);
        return period;
    }

    /** Puts what was used in the place of what was held. */
    void settle(Hold hold, Instant period, long used, boolean untried) {
        if (!hold.rule().unit().isCalls()) {
            held -= hold.amount();
            spent.computeIfPresent(period, (start, before) -> before + used);
        } else if (untried) {
            spent.computeIfPresent(period, (start, before) -> before - hold.amount());
        }
    }

    Meter meter(Rule rule, Instant now) {
        Instant period = period(rule.period(), now);
        long sum = rule.period() instanceof Period.Sliding sliding
                ? spent.tailMap(period.minus(sliding.step().multipliedBy(Period.Sliding.STEPS - 1))).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                : spent.getOrDefault(period, 0L);
        return new Meter(rule, sum, held, resets(rule.period(), period, now));
    }

    /** Begins at what was spent elsewhere, in a period that no call begins and in which none has begun. */
    void carry(Gate.Carried carried, Instant now) {
        Period period = carried.rule().period();
        boolean isBegunByCalls = period instanceof Period.Window || period instanceof Period.Sliding;
        if (!isBegunByCalls && spent.isEmpty()) {
            spent.put(period(period, now), carried.spent());
        }
    }

    void reset() {
        spent.clear();
    }

    private Instant period(Period period, Instant now) {
        if (period instanceof Period.Window window) {
            boolean runs =
                    !spent.isEmpty() && spent.lastKey().plus(window.length()).isAfter(now);
            return runs ? spent.lastKey() : now;
        }
        if (period instanceof Period.Sliding sliding) {
            long step = sliding.step().toMillis();
            return Instant.ofEpochMilli(now.toEpochMilli() / step * step);
        }
        return period instanceof Period.Calendar calendar ? calendar.start(now) : Instant.EPOCH;
    }

    private @Nullable Instant resets(Period period, Instant current, Instant now) {
        if (period instanceof Period.Window window) {
            return spent.containsKey(current) ? current.plus(window.length()) : null;
        }
        if (period instanceof Period.Sliding sliding) {
            Duration step = sliding.step();
            Instant oldest = current.minus(step.multipliedBy(Period.Sliding.STEPS - 1));
            return spent.tailMap(oldest).entrySet().stream()
                    .filter(entry -> entry.getValue() > 0)
                    .findFirst()
                    .map(entry -> entry.getKey().plus(step.multipliedBy(Period.Sliding.STEPS)))
                    .orElse(null);
        }
        return period instanceof Period.Calendar calendar ? calendar.end(now) : null;
    }
}
