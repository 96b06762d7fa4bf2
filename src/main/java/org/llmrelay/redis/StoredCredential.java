package org.llmrelay.redis;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Credential;
import org.llmrelay.account.Pass;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;

/** The record of an account's sign-in; its tokens are sealed for the account. The version stands in front of it, where scripts can read it. */
record StoredCredential(
        String account,
        String access,
        @Nullable String refresh,
        @Nullable String expires,
        List<String> scopes,
        Map<String, String> facts,
        String obtained,
        Consent consent) {

    /** Who confirmed the notice, and when. */
    record Consent(String operator, String at) {}

    static StoredCredential of(String account, Credential credential, Vault vault) {
        Pass pass = credential.pass();
        Secret refresh = pass.refresh();
        Instant expires = pass.expires();
        return new StoredCredential(
                account,
                vault.seal(pass.access(), binding(account, "access")),
                refresh == null ? null : vault.seal(refresh, binding(account, "refresh")),
                expires == null ? null : expires.toString(),
                pass.scopes(),
                pass.facts(),
                credential.obtained().toString(),
                new Consent(
                        credential.consent().operator(),
                        credential.consent().at().toString()));
    }

    /** @throws IllegalArgumentException when a token does not open */
    Credential toCredential(long version, Vault vault) {
        Pass pass = new Pass(
                vault.open(access, binding(account, "access")),
                refresh == null ? null : vault.open(refresh, binding(account, "refresh")),
                expires == null ? null : Instant.parse(expires),
                scopes,
                facts);
        Credential.Consent given = new Credential.Consent(consent.operator(), Instant.parse(consent.at()));
        return new Credential(pass, given, Instant.parse(obtained), version);
    }

    /** The sealed texts in a record, its version included, by their bindings. */
    static Map<String, String> secretsIn(String record) {
        try {
            StoredCredential stored = Json.read(record.substring(record.indexOf('|') + 1), StoredCredential.class);
            Map<String, String> secrets = new HashMap<>();
            secrets.put(binding(stored.account(), "access"), stored.access());
            if (stored.refresh() != null) {
                secrets.put(binding(stored.account(), "refresh"), stored.refresh());
            }
            return secrets;
        } catch (RuntimeException e) {
            // A text that no key opens: so the record counts as one that cannot be read.
            return Map.of("credential", "damaged");
        }
    }

    private static String binding(String account, String field) {
        return "credential/" + account + "/" + field;
    }
}
