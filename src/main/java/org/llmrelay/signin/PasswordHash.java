package org.llmrelay.signin;

/** A password as it is kept: scheme, cost, salt and slow hash in one text, such as {@code $pbkdf2-sha512$i=210000$…$…}. */
public record PasswordHash(String text) {

    /** Hides the hash, since weak passwords can be guessed from it. */
    @Override
    public String toString() {
        return "[password hash]";
    }
}
