package org.llmrelay.provider;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.llmrelay.account.Pass;

/**
 * How accounts of a kind sign in with OAuth and stay signed in. Keeps nothing: what has to be remembered between two steps is in the {@link SignInAttempt}.
 * The futures complete normally, on any thread. Thread-safe.
 */
public interface OAuth {

    /** The deployment settings that this needs, and what holds where they are not set. */
    OAuthSettings settings();

    /** The ways to sign in; the first is the usual one. */
    List<Way> ways();

    /** What an operator has to confirm about the provider's terms before an account goes live. */
    String notice();

    /** Makes the link at which the operator signs in. */
    CompletableFuture<SignInStart> begin(SignInAttempt attempt, OAuthClient client, Errand errand);

    /** Exchanges the code that the operator brought for tokens. {@code code} is empty for a {@link Style#DEVICE}. */
    CompletableFuture<TokenAnswer> finish(SignInAttempt attempt, String code, OAuthClient client, Errand errand);

    /** Gets new tokens for old ones. */
    CompletableFuture<TokenAnswer> renew(Pass old, OAuthClient client, Errand errand);

    /** A way to sign in. */
    record Way(String id, String label, Style style) {}

    /** What an operator does on the way. */
    enum Style {
        /** Opens a link, signs in, and brings back a code. */
        CODE,
        /** Opens a link, signs in and confirms a code; then asks here whether it worked. */
        DEVICE
    }
}
