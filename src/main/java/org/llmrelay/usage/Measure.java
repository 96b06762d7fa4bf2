package org.llmrelay.usage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** By what a list of the greatest is ordered. */
public enum Measure {
    /** What was rated. */
    COST,
    OFFICIAL_COST,
    TOKENS,
    CALLS,
    FAILED_CALLS;

    /** The measures by their names in questions. */
    public static final Map<String, Measure> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Measure::code, Function.identity()));

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    long of(Tally tally) {
        return switch (this) {
            case COST -> tally.spending().rated();
            case OFFICIAL_COST -> tally.spending().official();
            case TOKENS -> tally.usage().tokens();
            case CALLS -> tally.calls();
            case FAILED_CALLS -> tally.failed();
        };
    }
}
