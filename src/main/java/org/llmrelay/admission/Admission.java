package org.llmrelay.admission;

import java.time.Duration;
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
import org.llmrelay.secret.Secret;
import org.llmrelay.settings.RelaySettings;

/** Decides whether a call may be made. Blocks for at most one round trip to the store. Thread-safe. */
public final class Admission {
    /** Held without renewal: see the account's slot, which has the same span. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

    private final Callers callers;
    private final Gate gate;
    private final Supplier<RelaySettings> settings;

    public Admission(Callers callers, Gate gate, Supplier<RelaySettings> settings) {
        this.callers = callers;
        this.gate = gate;
        this.settings = settings;
    }

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
        return callers.used(key) instanceof Identity.Unknown late ? new Decision.Refused(late.why()) : enter(call, key);
    }

    private Decision enter(Call call, ApiKey key) {
        if (call.operation() == Operation.COUNT_TOKENS) {
            return new Decision.Admitted(new Ticket(key, false, null, null));
        }
        Gate.Session session = call.facts()
                .session()
                .map(id -> new Gate.Session(
                        id, call.facts().family(), settings.get().affinity()))
                .orElse(null);
        Gate.Entry entry = gate.enter(
                new Gate.Entrant(key.id(), call.id().value(), key.limits().concurrency(), LEASE, session));
        if (entry instanceof Gate.Entry.Full full) {
            return new Decision.Refused(new Refusal.TooManyCalls(key.limits().concurrency(), full.pause()));
        }
        return new Decision.Admitted(new Ticket(key, true, session, ((Gate.Entry.Inside) entry).account()));
    }
}
