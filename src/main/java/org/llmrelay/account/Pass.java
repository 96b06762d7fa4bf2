package org.llmrelay.account;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.Secret;

/**
 * What an authorization server handed out for an account.
 *
 * @param access the access token
 * @param refresh the token that gets a new one, or null
 * @param expires when the access token ends, or null where nobody knows
 * @param facts what was told about the account, such as {@code organization}, {@code plan} or {@code project}; told, not proved
 */
public record Pass(
        Secret access,
        @Nullable Secret refresh,
        @Nullable Instant expires,
        List<String> scopes,
        Map<String, String> facts) {

    public Pass {
        scopes = List.copyOf(scopes);
        facts = Map.copyOf(facts);
    }

    /** Whether the access token may be used at a moment. */
    public boolean isGood(Instant now) {
        return expires == null || now.isBefore(expires);
    }

    public boolean isRenewable() {
        return refresh != null;
    }

    /** What holds after a renewal: servers leave out what has not changed. */
    public Pass renewedBy(Pass newer) {
        Map<String, String> all = new HashMap<>(facts);
        all.putAll(newer.facts());
        return new Pass(
                newer.access(),
                newer.refresh() == null ? refresh : newer.refresh(),
                newer.expires(),
                newer.scopes().isEmpty() ? scopes : newer.scopes(),
                all);
    }
}
