package org.llmrelay.admission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.GatewayFault;
import org.llmrelay.failure.Refusal;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.key.ApiKey;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.secret.Secret;
import org.llmrelay.settings.RelaySettings;

/** Decides whether a call may be made. Blocks for at most one round trip to the store. Thread-safe. */
public final class Admission {
    private static final Duration STORE_PAUSE = Duration.ofSeconds(2);
    private static final Duration SLOT_PAUSE = Duration.ofSeconds(1);

    private final Callers callers;
    private final Gate gate;
    private final Valuation valuation;
    private final Estimate estimate;
    private final Supplier<RelaySettings> settings;
    private final InstantSource clock;

    public Admission(Callers callers, Stations stations, Supplier<RelaySettings> settings, InstantSource clock) {
        this.callers = callers;
        this.gate = stations.gate();
        this.valuation = stations.valuation();
        this.estimate = new Estimate(stations.habits(), stations.valuation());
        this.settings = settings;
        this.clock = clock;
    }

    /** What admission asks. */
    public record Stations(Gate gate, Habits habits, Valuation valuation) {}

    /** The decision about one call; a store that is away refuses it, because what cannot be counted cannot be limited. */
    public Decision decide(Call call, @Nullable Secret presented) {
        try {
            Identity identity = callers.identify(presented);
            return identity instanceof Identity.Known known
                    ? admit(call, known.key())
                    : new Decision.Refused(((Identity.Unknown) identity).why());
        } catch (StoreUnavailableException e) {
            return new Decision.Refused(new GatewayFault.StoreUnavailable(STORE_PAUSE));
        }
    }

    private Decision admit(Call call, ApiKey key) {
        Optional<Refusal> objection = new Permit(key.rights()).objection(call);
        if (objection.isPresent()) {
            return new Decision.Refused(objection.get());
        }
        String model = call.facts().model();
        if (call.operation() == Operation.GENERATE && valuation.refuses(model)) {
            return new Decision.Refused(new Refusal.PriceUnknown(model));
        }
        return callers.used(key) instanceof Identity.Unknown late ? new Decision.Refused(late.why()) : enter(call, key);
    }

    private Decision enter(Call call, ApiKey key) {
        if (call.operation() == Operation.COUNT_TOKENS) {
            return new Decision.Admitted(Ticket.unmetered(key));
        }
        Gate.Session session = call.facts()
                .session()
                .map(id -> new Gate.Session(
                        id, call.facts().family(), settings.get().affinity()))
                .orElse(null);
        Limits limits = key.limits();
        List<Gate.Hold> holds = estimate.holds(call, key, limits);
        Gate.Entry entry = gate.enter(new Gate.Entrant(key.id(), slip(call), limits.concurrency(), holds, session));
        if (entry instanceof Gate.Entry.Inside inside) {
            List<String> names = holds.stream().map(hold -> hold.rule().name()).toList();
            return new Decision.Admitted(new Ticket(
                    key,
                    true,
                    session,
                    inside.account(),
                    new Ticket.Counted(names, inside.overruns(), inside.meters())));
        }
        if (entry instanceof Gate.Entry.Spent spent) {
            return new Decision.Refused(spent(spent));
        }
        Refusal full = new Refusal.TooManyCalls(limits.concurrency(), SLOT_PAUSE);
        return limits.queue().size() > 0
                ? new Decision.Crowded(key.id(), limits.queue(), full)
                : new Decision.Refused(full);
    }

    private static Gate.Slip slip(Call call) {
        return new Gate.Slip(
                call.id().value(),
                call.arrived(),
                call.dialect(),
                call.facts().model(),
                call.facts().streamed(),
                call.client());
    }

    /** A window fills again soon; anything else takes longer than a client would wait. */
    private Refusal spent(Gate.Entry.Spent spent) {
        Rule rule = spent.rule();
        Instant resets = spent.resets();
        Duration pause = resets == null ? null : Duration.between(clock.instant(), resets);
        if (rule.period() instanceof Period.Window || rule.period() instanceof Period.Sliding) {
            return new Refusal.RateLimited(rule.name(), pause == null ? SLOT_PAUSE : pause);
        }
        return new Refusal.BudgetSpent(rule.name(), pause);
    }
}
