package org.llmrelay.renewal;

import java.time.Duration;

/** Hears how accounts stay signed in. Must not block. */
public interface RenewalEvents {

    void credentialRenewed(String account, long version);

    /** A renewal failed and will be tried again. {@code code}: why, in a word of the authorization server's or ours. */
    void renewalPostponed(String account, String code, Duration pause);

    /** Somebody has to sign in anew. */
    void signInNeeded(String account, String code);

    /** A new credential could not be written yet: only this node has it. */
    void credentialNotStored(String account);

    /** A fault of ours. */
    void renewalBroke(String account, Throwable cause);
}
