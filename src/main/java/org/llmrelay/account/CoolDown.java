package org.llmrelay.account;

import java.time.Instant;

/**
 * A time for which an account is left alone, after which one call may probe it.
 *
 * @param family the model family it concerns, or {@link #ALL}
 * @param cause the code of the fault that led to it
 * @param streak how many times in a row this cause has come, at least 1
 * @param needsAttention whether somebody should look: the credential or its rights seem wrong
 */
public record CoolDown(String family, Instant since, Instant until, String cause, int streak, boolean needsAttention) {
    /** Stands for models of every family. */
    public static final String ALL = "*";

    public boolean concerns(String someFamily) {
        return family.equals(ALL) || family.equals(someFamily);
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
