package org.llmrelay.api.anthropic;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Gate.Meter;
import org.llmrelay.limit.Rule;

/**
 * A key's limits and how far they are used up.
 *
 * @param concurrency how many calls at once, or null where there is no limit
 * @param tokenCounting limits of requests hold for counting tokens too, apart from calls
 */
record LimitsShape(@Nullable Integer concurrency, long running, List<Standing> rules, List<Standing> tokenCounting) {

    /**
     * One limit.
     *
     * @param name unit, period and family, such as {@code cost/week/opus}
     * @param limit in the limit's unit: requests, tokens or micro-dollars
     * @param used what was used in the period
     * @param held what running calls may use beyond that
     * @param resetsAt when the period ends; null for one that never does, or has not begun
     */
    record Standing(
            String name,
            String unit,
            long limit,
            long used,
            long held,
            long remaining,
            @Nullable Instant resetsAt,
            boolean enforced) {
        static Standing of(Meter meter) {
            return new Standing(
                    meter.rule().name(),
                    meter.rule().unit().code(),
                    meter.rule().most(),
                    meter.spent(),
                    meter.held(),
                    Math.max(0, meter.rule().most() - meter.spent() - meter.held()),
                    meter.resets(),
                    meter.rule().enforced());
        }
    }

    static LimitsShape of(ApiKey key, Gate gate) {
        int concurrency = key.limits().concurrency();
        return new LimitsShape(
                concurrency == 0 ? null : concurrency,
                gate.inside(key.id()),
                standings(gate, key, key.limits().rules()),
                standings(gate, key, key.limits().ofCounts()));
    }

    private static List<Standing> standings(Gate gate, ApiKey key, List<Rule> rules) {
        return gate.meters(key.id(), rules).stream().map(Standing::of).toList();
    }
}
