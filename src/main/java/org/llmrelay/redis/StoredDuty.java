package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Caps;
import org.llmrelay.account.Duty;
import org.llmrelay.account.Margin;
import org.llmrelay.account.Upkeep;

/** The part of an account's record that says whom it works for, and how much. */
record StoredDuty(
        List<String> groups,
        List<String> models,
        int weight,
        @Nullable StoredCaps limits,
        int stopAt,
        int reserved,
        @Nullable StoredUpkeep upkeep) {

    /** Limits, 0 for none. */
    record StoredCaps(int concurrency, long requests, long tokens, long dailyCost, String zone) {}

    /** How it is looked after; {@code check} in minutes. */
    record StoredUpkeep(
            @Nullable String expires,
            boolean neverRests,
            @Nullable Long check,
            @Nullable String checkModel) {}

    static StoredDuty of(Duty duty) {
        return new StoredDuty(
                duty.groups().stream().sorted().toList(),
                duty.models(),
                duty.weight(),
                duty.caps().equals(Caps.NONE) ? null : stored(duty.caps()),
                duty.margin().stopAt(),
                duty.margin().reserved(),
                duty.upkeep().equals(Upkeep.USUAL) ? null : stored(duty.upkeep()));
    }

    private static StoredCaps stored(Caps caps) {
        return new StoredCaps(
                caps.concurrency(),
                caps.requestsPerMinute(),
                caps.tokensPerMinute(),
                caps.dailyCost(),
                caps.zone().getId());
    }

    private static StoredUpkeep stored(Upkeep upkeep) {
        return new StoredUpkeep(
                upkeep.expires() == null ? null : upkeep.expires().toString(),
                upkeep.neverRests(),
                upkeep.checkEvery() == null ? null : (Long) upkeep.checkEvery().toMinutes(),
                upkeep.checkModel());
    }

    Duty toDuty() {
        return new Duty(Set.copyOf(groups), models, weight, caps(), new Margin(stopAt, reserved), read(upkeep));
    }

    private Caps caps() {
        return limits == null
                ? Caps.NONE
                : new Caps(
                        limits.concurrency(),
                        limits.requests(),
                        limits.tokens(),
                        limits.dailyCost(),
                        ZoneId.of(limits.zone()));
    }

    private static Upkeep read(@Nullable StoredUpkeep stored) {
        return stored == null
                ? Upkeep.USUAL
                : new Upkeep(
                        stored.expires() == null ? null : Instant.parse(stored.expires()),
                        stored.neverRests(),
                        stored.check() == null ? null : Duration.ofMinutes(stored.check()),
                        stored.checkModel());
    }
}
