package org.llmrelay.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Account;
import org.llmrelay.account.Caps;
import org.llmrelay.account.Margin;
import org.llmrelay.limit.Leases;
import org.llmrelay.limit.Period;

/** The terms on which an account takes a call: its limits, less what it keeps for keys that go first. */
final class Conditions {
    private Conditions() {}

    static Leases.Terms of(Account account, Wish wish, Instant now) {
        Caps caps = account.duty().caps();
        if (!caps.isLimited()) {
            return Leases.Terms.NONE;
        }
        Margin margin = account.duty().margin();
        int reserves = wish.reserves();
        boolean counts = caps.tokensPerMinute() + caps.dailyCost() > 0;
        return new Leases.Terms(
                (int) margin.part(caps.concurrency(), reserves),
                margin.part(caps.requestsPerMinute(), reserves),
                margin.part(caps.tokensPerMinute(), reserves),
                margin.part(caps.dailyCost(), reserves),
                caps.dailyCost() > 0 ? day(caps).start(now) : Instant.EPOCH,
                counts ? wish.forecast().get() : Leases.Hold.NOTHING);
    }

    private static Period.Day day(Caps caps) {
        return new Period.Day(caps.zone(), 0);
    }

    /** What a claim that was not granted comes to; null where it was. */
    static @Nullable Objection objection(Leases.Taken taken, Account account, Instant now) {
        return switch (taken) {
            case TAKEN -> null;
            case SLOTS -> new Objection(taken.code(), now);
            case REQUESTS, TOKENS ->
                new Objection(taken.code(), now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1)));
            case COST -> new Objection(taken.code(), day(account.duty().caps()).end(now));
        };
    }
}
