package org.llmrelay.redis;

import java.time.Instant;
import org.llmrelay.signin.PasswordHash;
import org.llmrelay.signin.Role;
import org.llmrelay.signin.User;

/** A user's record. */
record StoredUser(String username, String password, String role, String created) {

    static StoredUser of(User user) {
        return new StoredUser(
                user.username(),
                user.password().text(),
                user.role().code(),
                user.created().toString());
    }

    User toUser() {
        Role known = Role.of(role)
                .orElseThrow(() -> new IllegalArgumentException("role: " + role + " (expected: operator or viewer)"));
        return new User(username, new PasswordHash(password), known, Instant.parse(created));
    }

    /** Hides the hash of the password. */
    @Override
    public String toString() {
        return "user " + username;
    }
}
