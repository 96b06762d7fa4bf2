package org.llmrelay.scheduling;

import static java.util.Map.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.State;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;

/**
 * How long an account rests after a fault: one table. A rest doubles each time the account fails its probe, up to the cap; a pause that the upstream
 * asked for is kept to the second, up to its own cap. When a rest is over, one call may probe the account; no timer is needed. A refusal that waiting does
 * not mend lasts until somebody has done something about it.
 */
final class RestRules {
    /** Longer pauses are probed in between: an upstream's idea of a day may be wrong, and one refused call costs little. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(6);

    private static final Rule UNREACHABLE = new Rule(State.COOLING, Duration.ofSeconds(5), Duration.ofMinutes(5));
    private static final Rule MISCONFIGURED = new Rule(State.BLOCKED, Duration.ofMinutes(10), Duration.ofHours(1));

    private static final Map<FailureKind, Rule> RULES = new EnumMap<>(Map.ofEntries(
            entry(
                    FailureKind.UPSTREAM_RATE_LIMITED,
                    new Rule(State.LIMITED, Duration.ofSeconds(30), Duration.ofMinutes(15))),
            entry(
                    FailureKind.UPSTREAM_OUT_OF_CREDIT,
                    new Rule(State.OUT_OF_QUOTA, Duration.ofMinutes(30), Duration.ofHours(6))),
            entry(
                    FailureKind.UPSTREAM_OVERLOADED,
                    new Rule(State.COOLING, Duration.ofSeconds(5), Duration.ofMinutes(1))),
            entry(FailureKind.UPSTREAM_ERROR, new Rule(State.COOLING, Duration.ofSeconds(5), Duration.ofMinutes(5))),
            entry(
                    FailureKind.UPSTREAM_TIMED_OUT,
                    new Rule(State.COOLING, Duration.ofSeconds(10), Duration.ofMinutes(5))),
            entry(FailureKind.UPSTREAM_UNREACHABLE, UNREACHABLE),
            entry(FailureKind.UPSTREAM_PROXY_UNREACHABLE, UNREACHABLE),
            entry(FailureKind.UPSTREAM_PROXY_REFUSED, UNREACHABLE),
            entry(
                    FailureKind.UPSTREAM_BROKE_OFF,
                    new Rule(State.COOLING, Duration.ofSeconds(2), Duration.ofMinutes(1))),
            entry(
                    FailureKind.UPSTREAM_UNAUTHORIZED,
                    new Rule(State.NEEDS_SIGN_IN, Duration.ofMinutes(10), Duration.ofHours(1))),
            entry(FailureKind.UPSTREAM_FORBIDDEN, MISCONFIGURED),
            entry(FailureKind.UPSTREAM_PROXY_UNAUTHORIZED, MISCONFIGURED),
            entry(FailureKind.UPSTREAM_TARGET_REFUSED, MISCONFIGURED)));

    private record Rule(State state, Duration first, Duration cap) {
        Duration rest(int streak) {
            Duration doubled = first.multipliedBy(1L << Math.min(streak - 1, 20));
            return doubled.compareTo(cap) < 0 ? doubled : cap;
        }
    }

    private RestRules() {}

    /** The cool-down that a fault deserves, given the one that stands; nothing where the fault is the request's own. */
    static Optional<CoolDown> coolDown(UpstreamFault fault, String family, @Nullable CoolDown standing, Instant now) {
        Rule rule = RULES.get(fault.kind());
        if (rule == null || fault.reach() == UpstreamFault.Reach.REQUEST) {
            return Optional.empty();
        }
        int streak = streak(standing, now);
        return Optional.of(
                new CoolDown(family, now, end(fault, rule, streak, now), fault.code(), streak, rule.state()));
    }

    private static Instant end(UpstreamFault fault, Rule rule, int streak, Instant now) {
        if (fault.lasting()) {
            return CoolDown.FOR_GOOD;
        }
        return now.plus(fault.retryAfter().map(RestRules::capped).orElseGet(() -> rule.rest(streak)));
    }

    /** Calls that were under way together and failed together count once: only a failed probe adds to the streak. */
    private static int streak(@Nullable CoolDown standing, Instant now) {
        if (standing == null) {
            return 1;
        }
        return standing.isOver(now) ? standing.streak() + 1 : standing.streak();
    }

    private static Duration capped(Duration asked) {
        return asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
    }
}
