package org.llmrelay.signin;

import java.time.Duration;

/** What came of a try to sign in. */
public sealed interface SignInAnswer permits SignedIn, SignInAnswer.Wrong, SignInAnswer.TooSoon {

    /** No such user, or not the user's password: which of the two is not told. */
    record Wrong() implements SignInAnswer {}

    /** Too many tries; the next one is looked at after {@code pause}. */
    record TooSoon(Duration pause) implements SignInAnswer {}
}
