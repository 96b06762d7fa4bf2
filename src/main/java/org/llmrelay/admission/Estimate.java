package org.llmrelay.admission;

import java.util.List;
import org.llmrelay.call.Call;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Usage;
import org.llmrelay.key.ApiKey;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Rule;

/** Says before a call is made what it will use: what it may use at worst, and what it will probably use. Thread-safe. */
final class Estimate {
    /** What a request may be answered with where it does not say. */
    private static final long USUAL_LIMIT = 32_000;

    private static final int BYTES_PER_TOKEN = 4;

    private final Habits habits;
    private final Valuation valuation;

    Estimate(Habits habits, Valuation valuation) {
        this.habits = habits;
        this.valuation = valuation;
    }

    /** What a call holds of each limit that concerns it. */
    List<Hold> holds(Call call, ApiKey key, Limits limits) {
        Facts facts = call.facts();
        return limits.rules().stream()
                .filter(rule -> rule.concerns(facts.family()))
                .map(rule -> new Hold(rule, amount(rule, call, key)))
                .toList();
    }

    private long amount(Rule rule, Call call, ApiKey key) {
        return switch (rule.unit()) {
            case REQUESTS -> 1;
            case TOKENS -> usage(rule, call, key.id()).tokens();
            case COST -> valuation.microdollars(call, key, usage(rule, call, key.id()), rule.strict());
        };
    }

    private Usage usage(Rule rule, Call call, String key) {
        Facts facts = call.facts();
        long size = call.request().body().size();
        long limit = facts.outputLimit() > 0 ? facts.outputLimit() : USUAL_LIMIT;
        if (rule.strict()) {
            // No token is shorter than a byte, and nothing is dearer than what is written to the cache for an hour.
            return new Usage(0, limit, 0, 0, size, 0, 0);
        }
        return new Usage(size / BYTES_PER_TOKEN, habits.expected(key, facts.model(), limit), 0, 0, 0, 0, 0);
    }
}
