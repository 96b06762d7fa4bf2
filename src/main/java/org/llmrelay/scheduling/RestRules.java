package org.llmrelay.scheduling;

import static java.util.Map.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.State;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.settings.CoolDowns;
import org.llmrelay.settings.CoolDowns.Cause;
import org.llmrelay.settings.RelaySettings;

/**
 * How long an account rests after a fault: one table, with its lengths in the settings. A rest doubles each time the account fails its probe, up to the
 * longest; a pause that the upstream asked for is kept to the second, up to a limit of its own. When a rest is over, one call may probe the account; no timer is needed. A refusal that waiting does
 * not mend lasts until somebody has done something about it. Thread-safe.
 */
final class RestRules {
    private static final Rule UNREACHABLE = new Rule(State.COOLING, Cause.UNREACHABLE);
    private static final Rule MISCONFIGURED = new Rule(State.BLOCKED, Cause.FORBIDDEN);

    private static final Map<FailureKind, Rule> RULES = new EnumMap<>(Map.ofEntries(
            entry(FailureKind.UPSTREAM_RATE_LIMITED, new Rule(State.LIMITED, Cause.RATE_LIMITED)),
            entry(FailureKind.UPSTREAM_OUT_OF_CREDIT, new Rule(State.OUT_OF_QUOTA, Cause.OUT_OF_CREDIT)),
            entry(FailureKind.UPSTREAM_OVERLOADED, new Rule(State.COOLING, Cause.OVERLOADED)),
            entry(FailureKind.UPSTREAM_ERROR, new Rule(State.COOLING, Cause.ERROR)),
            entry(FailureKind.UPSTREAM_TIMED_OUT, new Rule(State.COOLING, Cause.TIMED_OUT)),
            entry(FailureKind.UPSTREAM_UNREACHABLE, UNREACHABLE),
            entry(FailureKind.UPSTREAM_PROXY_UNREACHABLE, UNREACHABLE),
            entry(FailureKind.UPSTREAM_PROXY_REFUSED, UNREACHABLE),
            entry(FailureKind.UPSTREAM_BROKE_OFF, new Rule(State.COOLING, Cause.BROKE_OFF)),
            entry(FailureKind.UPSTREAM_UNAUTHORIZED, new Rule(State.NEEDS_SIGN_IN, Cause.UNAUTHORIZED)),
            entry(FailureKind.UPSTREAM_FORBIDDEN, MISCONFIGURED),
            entry(FailureKind.UPSTREAM_PROXY_UNAUTHORIZED, MISCONFIGURED),
            entry(FailureKind.UPSTREAM_TARGET_REFUSED, MISCONFIGURED)));

    private final Supplier<RelaySettings> settings;

    RestRules(Supplier<RelaySettings> settings) {
        this.settings = settings;
    }

    /** What an account is after a fault, and whose rest in the settings it takes. */
    private record Rule(State state, Cause cause) {}

    /** The cool-down that a fault deserves, given the one that stands; nothing where the fault is the request's own. */
    Optional<CoolDown> coolDown(UpstreamFault fault, String family, @Nullable CoolDown standing, Instant now) {
        Rule rule = RULES.get(fault.kind());
        if (rule == null || fault.reach() == UpstreamFault.Reach.REQUEST) {
            return Optional.empty();
        }
        int streak = streak(standing, now);
        return Optional.of(
                new CoolDown(family, now, end(fault, rule, streak, now), fault.code(), streak, rule.state()));
    }

    private Instant end(UpstreamFault fault, Rule rule, int streak, Instant now) {
        if (fault.lasting()) {
            return CoolDown.FOR_GOOD;
        }
        CoolDowns table = settings.get().coolDowns();
        return now.plus(fault.retryAfter()
                .map(asked -> shorter(asked, table.longestAsked()))
                .orElseGet(() -> table.after(rule.cause()).after(streak)));
    }

    /** Calls that were under way together and failed together count once: only a failed probe adds to the streak. */
    private static int streak(@Nullable CoolDown standing, Instant now) {
        if (standing == null) {
            return 1;
        }
        return standing.isOver(now) ? standing.streak() + 1 : standing.streak();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
