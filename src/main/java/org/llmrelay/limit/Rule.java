package org.llmrelay.limit;

import org.jspecify.annotations.Nullable;

/**
 * One limit of a key: so much of one thing in one period.
 *
 * @param most the amount that may be used, at least 1: requests, tokens or micro-dollars
 * @param family the model family that alone counts, such as {@code opus}, or null for every model
 * @param enforced false for a limit that is counted and reported, and refuses nobody
 * @param strict whether a call holds the most that it could use, instead of what it will probably use
 * @param open whether calls pass while the store is away and nothing can be counted
 */
public record Rule(
        Unit unit, Period period, long most, @Nullable String family, boolean enforced, boolean strict, boolean open) {
    public Rule {
        if (family != null && !family.matches("[a-z0-9.-]{1,64}")) {
            throw new IllegalArgumentException(
                    "family: " + family + " (expected: small letters, digits, dots, hyphens)");
        }
        if (most < 1) {
            throw new IllegalArgumentException("limit: " + most + " (expected: >= 1)");
        }
    }

    /** A limit on every model that is enforced by estimates, and closed while the store is away. */
    public static Rule of(Unit unit, Period period, long most) {
        return new Rule(unit, period, most, null, true, false, false);
    }

    /** What tells this limit from the key's others, such as {@code cost/week/opus}: unit, period and family. */
    public String name() {
        String name = unit.code() + "/" + period.code();
        return family == null ? name : name + "/" + family;
    }

    /** The limit of as many countings of tokens as there are requests under this one. */
    Rule ofCounts() {
        return new Rule(Unit.COUNTS, period, most, family, enforced, strict, open);
    }

    /** Whether calls of a model family count. */
    public boolean concerns(String callsFamily) {
        return family == null || family.equals(callsFamily);
    }
}
