package org.llmrelay.admission;

import java.time.Duration;
import java.time.InstantSource;
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
    private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

    private final Callers callers;
    private final Valuation valuation;
    private final Turnstile turnstile;

    public Admission(Callers callers, Stations stations, Supplier<RelaySettings> settings, InstantSource clock) {
        this.callers = callers;
        this.valuation = stations.valuation();
        Estimate estimate = new Estimate(stations.habits(), stations.valuation());
        this.turnstile = new Turnstile(stations.gate(), estimate, settings, clock);
    }

    /** What admission asks. */
    public record Stations(Gate gate, Habits habits, Valuation valuation) {}

    /** The decision about one call; a store that is away refuses it where the key's limits do not say otherwise: what cannot be counted cannot be limited. */
    public Decision decide(Call call, @Nullable Secret presented) {
        try {
            Identity identity = callers.identify(presented);
            return identity instanceof Identity.Known known
                    ? admit(call, known.key())
                    : refused((Identity.Unknown) identity);
        } catch (StoreUnavailableException e) {
            return new Decision.Refused(new GatewayFault.StoreUnavailable(STORE_PAUSE), null);
        }
    }

    private Decision admit(Call call, ApiKey key) {
        Optional<Refusal> objection = new Permit(key.rights()).objection(call);
        if (objection.isPresent()) {
            return new Decision.Refused(objection.get(), key.id());
        }
        String model = call.facts().model();
        if (call.operation() == Operation.GENERATE && valuation.refuses(model)) {
            return new Decision.Refused(new Refusal.PriceUnknown(model), key.id());
        }
        return callers.used(key) instanceof Identity.Unknown late ? refused(late) : turnstile.enter(call, key);
    }

    private static Decision refused(Identity.Unknown caller) {
        return new Decision.Refused(caller.why(), caller.key());
    }
}
