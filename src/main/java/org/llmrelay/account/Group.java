package org.llmrelay.account;

import java.time.Instant;

/**
 * Accounts that serve the same keys, and how one is chosen among them. Keys that are bound to nothing use the group that is always there.
 *
 * @param id what keys and accounts refer to
 */
public record Group(String id, String name, Policy policy, Instant created) {
    /** The group of all keys that are bound to nothing. */
    public static final String SHARED = "shared";

    /** The shared group before an operator has said anything about it. */
    public static final Group USUAL = new Group(SHARED, "Shared", Policy.PRIORITY, Instant.EPOCH);

    public boolean isShared() {
        return id.equals(SHARED);
    }
}
