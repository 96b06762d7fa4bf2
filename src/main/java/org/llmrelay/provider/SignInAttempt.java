package org.llmrelay.provider;

import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.Secret;

/**
 * What has to be remembered of a sign-in until it is finished.
 *
 * @param way the id of the {@link OAuth.Way}
 * @param state a random text that comes back with the code, to show that it belongs to this attempt
 * @param verifier the random text whose digest was sent ahead (PKCE)
 * @param device the device code, where there is one
 */
public record SignInAttempt(
        String way, String state, Secret verifier, @Nullable Secret device) {

    public SignInAttempt holding(@Nullable Secret deviceCode) {
        return new SignInAttempt(way, state, verifier, deviceCode);
    }
}
