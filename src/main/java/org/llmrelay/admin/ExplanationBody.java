package org.llmrelay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admission.Check;
import org.llmrelay.admission.Check.Verdict;
import org.llmrelay.limit.Gate.Meter;

/**
 * What admission would say to a call now.
 *
 * @param refusedBy the name of the first check that refuses, or null
 * @param checks all of them, in the order of admission
 */
public record ExplanationBody(boolean admitted, @Nullable String refusedBy, List<One> checks) implements JsonBody {

    /** One check; {@code limit}: left out where nothing is counted. */
    record One(
            String name,
            String verdict,
            String message,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Limit limit) {
        static One of(Check check) {
            return new One(check.name(), check.verdict().code(), check.words(), Limit.of(check.counted()));
        }
    }

    /** How far a limit is used up, and what the call would hold of it, in the limit's unit. */
    record Limit(
            String unit,
            long most,
            long spent,
            long held,
            long needed,
            @Nullable Instant resetsAt,
            boolean enforced,
            boolean strict) {
        static @Nullable Limit of(Check.@Nullable Counted counted) {
            if (counted == null) {
                return null;
            }
            Meter meter = counted.meter();
            return new Limit(
                    meter.rule().unit().code(),
                    meter.rule().most(),
                    meter.spent(),
                    meter.held(),
                    counted.needed(),
                    meter.resets(),
                    meter.rule().enforced(),
                    meter.rule().strict());
        }
    }

    static ExplanationBody of(List<Check> checks) {
        String refusedBy = checks.stream()
                .filter(check -> check.verdict() == Verdict.REFUSES)
                .map(Check::name)
                .findFirst()
                .orElse(null);
        return new ExplanationBody(
                refusedBy == null, refusedBy, checks.stream().map(One::of).toList());
    }
}
