package org.llmrelay.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.Secret;

/** Passes and credentials for tests. */
public final class Passes {
    private Passes() {}

    public static Pass pass(String access, @Nullable String refresh, @Nullable Instant expires) {
        return new Pass(
                Secret.of(access),
                refresh == null ? null : Secret.of(refresh),
                expires,
                List.of("user:inference"),
                Map.of("organization", "Acme"));
    }

    /** One that has not been saved. */
    public static Credential credential(Pass pass, Instant obtained) {
        return new Credential(pass, new Credential.Consent("ada", obtained), obtained, 0);
    }
}
