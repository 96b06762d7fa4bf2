package org.llmrelay.account;

import java.time.Instant;

/**
 * A time for which an account is left alone, after which one call may probe it.
 *
 * @param family the model family it concerns, or {@link #ALL}
 * @param until {@link #FOR_GOOD} when only a reset, a new credential or a check that succeeds ends it
 * @param cause the code of the fault that led to it
 * @param streak how many times in a row this cause has come, at least 1
 * @param state what the account is in meanwhile
 */
public record CoolDown(String family, Instant since, Instant until, String cause, int streak, State state) {
    /** Stands for models of every family. */
    public static final String ALL = "*";

    /** An end that never comes. */
    public static final Instant FOR_GOOD = Instant.parse("2200-01-01T00:00:00Z");

    public boolean concerns(String someFamily) {
        return family.equals(ALL) || family.equals(someFamily);
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    public boolean isForGood() {
        return until.equals(FOR_GOOD);
    }

    public boolean needsAttention() {
        return state.needsAttention();
    }
}
