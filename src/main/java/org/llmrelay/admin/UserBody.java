package org.llmrelay.admin;

import java.time.Instant;
import org.llmrelay.signin.User;

/** Somebody who may sign in, as they are shown. */
public record UserBody(String username, String role, Instant createdAt) implements JsonBody {

    public static UserBody of(User user) {
        return new UserBody(user.username(), user.role().code(), user.created());
    }
}
