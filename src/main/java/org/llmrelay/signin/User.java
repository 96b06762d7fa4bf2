package org.llmrelay.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Somebody who may sign in. */
public record User(String username, PasswordHash password, Role role, Instant created) {

    private static final int STAMP_BYTES = 9;

    /** This user with another password, or the same one hashed anew. */
    public User withPassword(PasswordHash hash) {
        return new User(username, hash, role, created);
    }

    public User withRole(Role other) {
        return new User(username, password, other, created);
    }

    /** A short text that changes with the password and tells nothing of it: its hash is salted. */
    String stamp() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(password.text().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, STAMP_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
