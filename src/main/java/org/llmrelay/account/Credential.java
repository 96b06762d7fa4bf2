package org.llmrelay.account;

import java.time.Instant;

/**
 * An account's sign-in, kept beside the account: neither overwrites the other.
 *
 * @param consent who confirmed the notice on the provider's terms
 * @param obtained when the pass was handed out
 * @param version counts the passes of this account; whoever writes one names the version that it follows
 */
public record Credential(Pass pass, Consent consent, Instant obtained, long version) {

    /** An operator's word that the provider's terms allow this. */
    public record Consent(String operator, Instant at) {}

    /** The credential that follows this one after a renewal. */
    public Credential renewed(Pass newer, Instant now) {
        return new Credential(pass.renewedBy(newer), consent, now, version + 1);
    }
}
