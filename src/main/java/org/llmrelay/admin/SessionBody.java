package org.llmrelay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.Secret;
import org.llmrelay.signin.Identity;

/** Who is signed in, and until when; {@code token} only in the answer to the sign-in itself. */
public record SessionBody(
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSerialize(converter = Revealed.class) @Nullable
        Secret token,

        Instant expiresAt,
        String username,
        String role)
        implements JsonBody {

    public static SessionBody of(Identity identity, @Nullable Secret token) {
        return new SessionBody(
                token, identity.expires(), identity.username(), identity.role().code());
    }
}
