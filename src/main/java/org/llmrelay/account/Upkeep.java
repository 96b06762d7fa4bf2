package org.llmrelay.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an account is looked after.
 *
 * @param expires when its subscription ends, or null
 * @param neverRests whether it is used whatever has happened to it
 * @param checkEvery how often it is checked, or null for never
 * @param checkModel the model that is asked for a word in a check, or null to ask only for the list of models
 */
public record Upkeep(
        @Nullable Instant expires,
        boolean neverRests,
        @Nullable Duration checkEvery,
        @Nullable String checkModel) {
    public static final Upkeep USUAL = new Upkeep(null, false, null, null);

    public Upkeep {
        if (checkEvery != null && checkEvery.toMinutes() < 1) {
            throw new IllegalArgumentException("check every: " + checkEvery + " (expected: at least a minute)");
        }
    }

    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    public Optional<Duration> checks() {
        return Optional.ofNullable(checkEvery);
    }
}
