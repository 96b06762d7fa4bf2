package org.llmrelay.renewal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.llmrelay.provider.SignInAttempt;

/**
 * A sign-in that an operator has begun.
 *
 * @param account the account that is signed in anew, or null for one that does not exist yet
 * @param operator who began it, and who alone may finish it
 */
public record PendingSignIn(
        String id, String kind, @Nullable String account, String operator, SignInAttempt attempt, Instant expires) {

    PendingSignIn with(SignInAttempt other) {
        return new PendingSignIn(id, kind, account, operator, other, expires);
    }
}
