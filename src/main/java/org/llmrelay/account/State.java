package org.llmrelay.account;

import java.util.Locale;

/** What may be the case with an account, for models of one family or for all. */
public enum State {
    HEALTHY,
    /** It fails, and is left alone for a while. */
    COOLING,
    /** Its provider has asked to be left alone for a while. */
    LIMITED,
    /** What its provider grants it, or its credit, is used up. */
    OUT_OF_QUOTA,
    /** Its credential is not accepted. */
    NEEDS_SIGN_IN,
    /** Its provider does not let it do this. */
    BLOCKED,
    /** An operator has switched it off. */
    DISABLED;

    /** The name in records and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody should look: time alone will hardly mend it. */
    public boolean needsAttention() {
        return this == NEEDS_SIGN_IN || this == BLOCKED;
    }
}
