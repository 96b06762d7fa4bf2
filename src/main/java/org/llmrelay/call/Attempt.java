package org.llmrelay.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One try at one upstream account.
 *
 * @param status the upstream's status, or 0 when none came
 * @param result {@code ok}, or the code of the fault
 * @param took from the choice of the account to the head of the answer or the fault
 * @param chosenBy a word for what brought the account to the front, or null where nobody remembers
 */
public record Attempt(
        String account,
        int status,
        String result,
        Duration took,
        @Nullable String chosenBy) {

    /** An attempt of which nobody remembers why it was made. */
    public Attempt(String account, int status, String result, Duration took) {
        this(account, status, result, took, null);
    }
}
