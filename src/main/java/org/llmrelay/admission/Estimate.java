package org.llmrelay.admission;

import java.util.List;
import java.util.Optional;
import org.llmrelay.call.Call;
import org.llmrelay.call.Estimated;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Usage;
import org.llmrelay.failure.Refusal;
import org.llmrelay.key.ApiKey;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;

/** Says before a call is made what it will use: what it may use at worst, and what it will probably use. Thread-safe. */
final class Estimate {
    /** What a request may be answered with where it does not say. */
    private static final long USUAL_LIMIT = 32_000;

    private static final long UNKNOWN = -1;

    /** More than any limit is; what is held is counted exactly up to here. */
    private static final long MOST = 1L << 50;

    private final Habits habits;
    private final Valuation valuation;

    Estimate(Habits habits, Valuation valuation) {
        this.habits = habits;
        this.valuation = valuation;
    }

    /** What a call holds of each limit that concerns it. */
    List<Hold> holds(Call call, ApiKey key, List<Rule> rules) {
        return holds(call, key, rules, call.request().body().size());
    }

    /** The same for a call whose body has another size. */
    List<Hold> holds(Call call, ApiKey key, List<Rule> rules, long size) {
        Amounts probable = new Amounts(call, key, size, false);
        Amounts worst = new Amounts(call, key, size, true);
        return rules.stream()
                .filter(rule -> rule.concerns(call.facts().family()))
                .map(rule -> new Hold(rule, Math.min(MOST, (rule.strict() ? worst : probable).of(rule.unit()))))
                .toList();
    }

    /** Why a call cannot be held as some limit wants it: a strict one holds the worst case, which must have a bound. */
    Optional<Refusal> objection(Call call, List<Rule> rules) {
        return objection(call, rules, call.request().body().size());
    }

    /** The same for a call whose body has another size. */
    Optional<Refusal> objection(Call call, List<Rule> rules, long size) {
        Optional<Rule> strict = rules.stream()
                .filter(rule -> rule.enforced() && rule.strict() && !rule.unit().isCalls())
                .filter(rule -> rule.concerns(call.facts().family()))
                .findFirst();
        if (strict.isEmpty()) {
            return Optional.empty();
        }
        Worst worst = Worst.of(call, size, valuation.bounds(call.facts().model()));
        return Optional.ofNullable(worst.lack())
                .map(lack -> new Refusal.Unbounded(strict.get().name(), lack));
    }

    /** What one call uses, probably or at worst; priced once, however many limits ask. Confined to one thread. */
    private final class Amounts {
        private final Call call;
        private final ApiKey key;
        private final long size;
        private final boolean worst;
        private long cost = UNKNOWN;

        Amounts(Call call, ApiKey key, long size, boolean worst) {
            this.call = call;
            this.key = key;
            this.size = size;
            this.worst = worst;
        }

        long of(Unit unit) {
            return switch (unit) {
                case REQUESTS, COUNTS -> 1;
                case TOKENS -> usage().tokens();
                case COST -> cost();
            };
        }

        private long cost() {
            if (cost == UNKNOWN) {
                cost = valuation.microdollars(call, key, usage(), worst);
            }
            return cost;
        }

        private Usage usage() {
            Facts facts = call.facts();
            if (worst) {
                return Worst.of(call, size, valuation.bounds(facts.model())).usage();
            }
            long usual = Math.min(1, facts.unseen().answers()) * USUAL_LIMIT;
            long limit = facts.outputLimit() > 0 ? facts.outputLimit() : usual;
            return new Usage(Estimated.tokens(size), habits.expected(key.id(), facts.model(), limit), 0, 0, 0, 0, 0);
        }
    }
}
