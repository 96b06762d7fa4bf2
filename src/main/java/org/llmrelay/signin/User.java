package org.llmrelay.signin;

import java.time.Instant;

/** Somebody who may sign in. */
public record User(String username, PasswordHash password, Role role, Instant created) {

    /** This user with the same password hashed anew. */
    User withPassword(PasswordHash hash) {
        return new User(username, hash, role, created);
    }
}
