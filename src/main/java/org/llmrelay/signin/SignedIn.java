package org.llmrelay.signin;

import org.llmrelay.secret.Secret;

/** A successful sign-in: the token to show with every request, and whom it speaks for. */
public record SignedIn(Secret token, Identity identity) implements SignInAnswer {}
