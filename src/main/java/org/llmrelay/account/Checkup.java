package org.llmrelay.account;

import java.time.Duration;
import java.time.Instant;

/**
 * What was found when an account was checked.
 *
 * @param result {@code ok}, the code of a fault, {@code refused} for an answer that says nothing of the account, or {@code unknown} where it cannot be checked
 * @param status the upstream's status, or 0
 * @param took until the answer was there
 */
public record Checkup(Instant at, String result, int status, Duration took) {
    /** The result of a check that went well. */
    public static final String OK = "ok";

    public boolean isGood() {
        return result.equals(OK);
    }
}
