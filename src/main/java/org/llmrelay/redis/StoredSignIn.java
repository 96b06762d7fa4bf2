package org.llmrelay.redis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.llmrelay.provider.SignInAttempt;
import org.llmrelay.renewal.PendingSignIn;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;

/** The record of a sign-in that somebody has begun; its secrets are sealed for it. */
record StoredSignIn(
        String id, String kind, @Nullable String account, String operator, Attempt attempt, String expires) {

    /** What the kind needs to finish it. */
    record Attempt(
            String way,
            String state,
            String verifier,
            @Nullable String device) {}

    static StoredSignIn of(PendingSignIn pending, Vault vault) {
        SignInAttempt attempt = pending.attempt();
        Secret device = attempt.device();
        return new StoredSignIn(
                pending.id(),
                pending.kind(),
                pending.account(),
                pending.operator(),
                new Attempt(
                        attempt.way(),
                        attempt.state(),
                        vault.seal(attempt.verifier(), binding(pending.id(), "verifier")),
                        device == null ? null : vault.seal(device, binding(pending.id(), "device"))),
                pending.expires().toString());
    }

    /** @throws IllegalArgumentException when a secret does not open */
    PendingSignIn toPending(Vault vault) {
        Secret device = attempt.device() == null ? null : vault.open(attempt.device(), binding(id, "device"));
        return new PendingSignIn(
                id,
                kind,
                account,
                operator,
                new SignInAttempt(
                        attempt.way(),
                        attempt.state(),
                        vault.open(attempt.verifier(), binding(id, "verifier")),
                        device),
                Instant.parse(expires));
    }

    private static String binding(String id, String field) {
        return "sign-in/" + id + "/" + field;
    }
}
