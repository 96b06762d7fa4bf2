package org.llmrelay.key;

import org.llmrelay.limit.Limits;

/** All that an operator sets of a key. */
public record Grant(Profile profile, boolean enabled, Expiry expiry, Rights rights, Limits limits, Handling handling) {

    /** Everything, for ever. */
    public static Grant named(String name) {
        return new Grant(Profile.named(name), true, Expiry.NEVER, Rights.ALL, Limits.NONE, Handling.USUAL);
    }

    public Grant with(Profile other) {
        return new Grant(other, enabled, expiry, rights, limits, handling);
    }

    public Grant with(Expiry other) {
        return new Grant(profile, enabled, other, rights, limits, handling);
    }

    public Grant with(Rights other) {
        return new Grant(profile, enabled, expiry, other, limits, handling);
    }

    public Grant with(Limits other) {
        return new Grant(profile, enabled, expiry, rights, other, handling);
    }

    public Grant with(Handling other) {
        return new Grant(profile, enabled, expiry, rights, limits, other);
    }

    public Grant switched(boolean on) {
        return new Grant(profile, on, expiry, rights, limits, handling);
    }
}
