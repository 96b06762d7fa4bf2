package org.llmrelay.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Caps;
import org.llmrelay.account.Duty;

/** Whom an account works for, and how much: see {@code Account} in the description. */
record DutyBody(
        List<String> groups,
        List<String> onlyModels,
        int weight,
        Limits limits,
        int stopAtPercent,
        int reservedPercent,
        @Nullable Instant expiresAt,
        boolean neverRests,
        @Nullable Long checkMinutes,
        @Nullable String checkModel) {

    /** What it takes at most; null for any amount. {@code dailyCost}: micro-dollars. */
    record Limits(
            @Nullable Long concurrency,
            @Nullable Long requestsPerMinute,
            @Nullable Long tokensPerMinute,
            @Nullable Long dailyCost,
            String timeZone) {
        static Limits of(Caps caps) {
            return new Limits(
                    amount(caps.concurrency()),
                    amount(caps.requestsPerMinute()),
                    amount(caps.tokensPerMinute()),
                    amount(caps.dailyCost()),
                    caps.zone().getId());
        }

        private static @Nullable Long amount(long amount) {
            return amount == 0 ? null : (Long) amount;
        }
    }

    static DutyBody of(Duty duty) {
        return new DutyBody(
                duty.groups().stream().sorted().toList(),
                duty.models(),
                duty.weight(),
                Limits.of(duty.caps()),
                duty.margin().stopAt(),
                duty.margin().reserved(),
                duty.upkeep().expires(),
                duty.upkeep().neverRests(),
                duty.upkeep().checks().map(Duration::toMinutes).orElse(null),
                duty.upkeep().checkModel());
    }
}
