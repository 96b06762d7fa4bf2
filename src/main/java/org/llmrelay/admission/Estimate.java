package org.llmrelay.admission;

import java.util.List;
import org.llmrelay.call.Call;
import org.llmrelay.call.Estimated;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Usage;
import org.llmrelay.key.ApiKey;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;

/** Says before a call is made what it will use: what it may use at worst, and what it will probably use. Thread-safe. */
final class Estimate {
    /** What a request may be answered with where it does not say. */
    private static final long USUAL_LIMIT = 32_000;

    private static final long UNKNOWN = -1;

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
                .map(rule -> new Hold(rule, (rule.strict() ? worst : probable).of(rule.unit())))
                .toList();
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
            long limit = facts.outputLimit() > 0 ? facts.outputLimit() : USUAL_LIMIT;
            if (worst) {
                // No token of a text is shorter than a byte, and nothing is dearer than what is written to the cache
                // for an hour.
                return new Usage(0, limit, 0, 0, size, 0, 0);
            }
            return new Usage(Estimated.tokens(size), habits.expected(key.id(), facts.model(), limit), 0, 0, 0, 0, 0);
        }
    }
}
