package org.llmrelay.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Credential;

/**
 * How an account is signed in.
 *
 * @param version counts the tokens that the account has had
 * @param expiresAt when its token ends, or null where nobody knows
 * @param renewable whether it gets a new one then
 * @param facts what its provider told about it, unproved
 */
public record CredentialBody(
        String account,
        long version,
        Instant obtainedAt,
        @Nullable Instant expiresAt,
        boolean renewable,
        List<String> scopes,
        Map<String, String> facts,
        Terms terms)
        implements JsonBody {

    /** Who confirmed the notice on the provider's terms, and when. */
    record Terms(String acceptedBy, Instant acceptedAt) {}

    static CredentialBody of(String account, Credential credential) {
        return new CredentialBody(
                account,
                credential.version(),
                credential.obtained(),
                credential.pass().expires(),
                credential.pass().isRenewable(),
                credential.pass().scopes(),
                new TreeMap<>(credential.pass().facts()),
                new Terms(credential.consent().operator(), credential.consent().at()));
    }
}
