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
import org.llmrelay.failure.Refusal;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.key.ApiKey;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Period;
import org.llmrelay.limit.Rule;
import org.llmrelay.limit.Unit;
import org.llmrelay.settings.RelaySettings;

/** Counts the calls of keys that may make them, and says what their limits say. Thread-safe. */
final class Turnstile {
    private static final Duration SLOT_PAUSE = Duration.ofSeconds(1);

    private final Gate gate;
    private final Estimate estimate;
    private final Supplier<RelaySettings> settings;
    private final InstantSource clock;

    Turnstile(Gate gate, Estimate estimate, Supplier<RelaySettings> settings, InstantSource clock) {
        this.gate = gate;
        this.estimate = estimate;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws StoreUnavailableException when the store is away, and the key's limits let nobody pass then */
    Decision enter(Call call, ApiKey key) {
        return call.operation() == Operation.COUNT_TOKENS ? count(call, key) : generate(call, key);
    }

    /** Counting tokens costs nothing and takes no slot; most keys do not limit it, and then nobody is asked. */
    private Decision count(Call call, ApiKey key) {
        List<Gate.Hold> holds = holds(call, key, key.limits().ofCounts());
        if (holds.isEmpty()) {
            return new Decision.Admitted(Ticket.unmetered(key));
        }
        try {
            return gate.use(key.id(), holds) instanceof Gate.Entry.Spent spent
                    ? new Decision.Refused(refusal(spent), key.id())
                    : new Decision.Admitted(Ticket.unmetered(key));
        } catch (StoreUnavailableException e) {
            if (holds.stream().map(Gate.Hold::rule).anyMatch(rule -> rule.enforced() && !rule.open())) {
                throw e;
            }
            return new Decision.Admitted(Ticket.unmetered(key));
        }
    }

    private Decision generate(Call call, ApiKey key) {
        Limits limits = key.limits();
        Optional<Refusal> objection = estimate.objection(call, limits.rules());
        if (objection.isPresent()) {
            return new Decision.Refused(objection.get(), key.id());
        }
        Gate.Session session = session(call);
        Gate.Entrant entrant =
                new Gate.Entrant(key.id(), slip(call), limits.concurrency(), holds(call, key, limits.rules()), session);
        try {
            return decision(gate.enter(entrant), key, entrant);
        } catch (StoreUnavailableException e) {
            if (!limits.passes(call.facts().family())) {
                throw e;
            }
            Ticket.Counted counted =
                    new Ticket.Counted(names(entrant.holds()), List.of(), List.of(), gate.pass(entrant));
            return new Decision.Admitted(new Ticket(key, true, session, null, counted));
        }
    }

    private Decision decision(Gate.Entry entry, ApiKey key, Gate.Entrant entrant) {
        if (entry instanceof Gate.Entry.Inside inside) {
            Ticket.Counted counted =
                    new Ticket.Counted(names(entrant.holds()), inside.overruns(), inside.meters(), null);
            return new Decision.Admitted(new Ticket(key, true, entrant.session(), inside.account(), counted));
        }
        if (entry instanceof Gate.Entry.Spent spent) {
            return new Decision.Refused(refusal(spent), key.id());
        }
        Limits limits = key.limits();
        Refusal full = new Refusal.TooManyCalls(limits.concurrency(), SLOT_PAUSE);
        return limits.queue().size() > 0
                ? new Decision.Crowded(key.id(), limits.queue(), full)
                : new Decision.Refused(full, key.id());
    }

    private List<Gate.Hold> holds(Call call, ApiKey key, List<Rule> rules) {
        return rules.isEmpty() ? List.of() : estimate.holds(call, key, rules);
    }

    private static List<String> names(List<Gate.Hold> holds) {
        return holds.stream().map(hold -> hold.rule().name()).toList();
    }

    private Gate.@Nullable Session session(Call call) {
        return call.facts()
                .session()
                .map(id -> new Gate.Session(
                        id, call.facts().family(), settings.get().affinity()))
                .orElse(null);
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
    private Refusal refusal(Gate.Entry.Spent spent) {
        Rule rule = spent.rule();
        Instant resets = spent.resets();
        Duration pause = resets == null ? null : Duration.between(clock.instant(), resets);
        boolean fillsSoon = rule.period() instanceof Period.Window || rule.period() instanceof Period.Sliding;
        if (fillsSoon || (rule.unit() == Unit.COUNTS && pause != null)) {
            return new Refusal.RateLimited(rule.name(), pause == null ? SLOT_PAUSE : pause);
        }
        return new Refusal.BudgetSpent(rule.name(), pause);
    }
}
