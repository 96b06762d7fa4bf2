package org.llmrelay.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.limit.Gate.Meter;

/** How far a key's limits are used up now; {@code running}: how many of its calls are under way. */
public record KeyStandingBody(long running, int concurrency, List<Standing> rules, List<Standing> tokenCounting)
        implements JsonBody {

    /**
     * One limit, in its unit: requests, tokens or micro-dollars.
     *
     * @param spent what was used in the period
     * @param held what running calls may use beyond that
     * @param resetsAt when the period ends; null for one that never does, or has not begun
     */
    record Standing(
            String name,
            String unit,
            long most,
            long spent,
            long held,
            @Nullable Instant resetsAt,
            boolean enforced) {
        static Standing of(Meter meter) {
            return new Standing(
                    meter.rule().name(),
                    meter.rule().unit().code(),
                    meter.rule().most(),
                    meter.spent(),
                    meter.held(),
                    meter.resets(),
                    meter.rule().enforced());
        }
    }
}
