package org.llmrelay.admission;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.llmrelay.admission.Check.Verdict;
import org.llmrelay.call.Call;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.Refusal;
import org.llmrelay.key.ApiKey;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Gate.Hold;
import org.llmrelay.limit.Gate.Meter;
import org.llmrelay.limit.Limits;
import org.llmrelay.limit.Rule;

/** Says what admission would say to a call, check by check, and changes nothing. Blocks for the store. Thread-safe. */
public final class Explainer {
    private final Gate gate;
    private final Valuation valuation;
    private final Estimate estimate;
    private final InstantSource clock;

    public Explainer(Admission.Stations stations, InstantSource clock) {
        this.gate = stations.gate();
        this.valuation = stations.valuation();
        this.estimate = new Estimate(stations.habits(), stations.valuation());
        this.clock = clock;
    }

    /**
     * All checks in the order of admission, also those behind the first that refuses.
     *
     * @param size how many bytes the body has, whatever the call's own has
     * @throws org.llmrelay.failure.StoreUnavailableException when the store is away
     */
    public List<Check> explain(ApiKey key, Call call, long size) {
        List<Check> checks = new ArrayList<>();
        Permit permit = new Permit(key.rights());
        boolean isExpired = key.isExpired(clock.instant());
        checks.add(check("key", objection(!key.enabled(), Refusal.KeyDisabled::new), "The key is switched on"));
        checks.add(check("expiry", objection(isExpired, Refusal.KeyExpired::new), expiry(key)));
        checks.add(check("service", permit.objectionTo(call.service()), "The key may use " + call.service()));
        checks.add(check("client", permit.objectionTo(Permit.Visit.of(call)), "The program may use the key"));
        String model = call.facts().model();
        checks.add(check("model", permit.objection(model), "The key may use the model"));
        if (call.operation() == Operation.GENERATE) {
            boolean isUnpriced = valuation.refuses(model);
            checks.add(check(
                    "price",
                    objection(isUnpriced, () -> new Refusal.PriceUnknown(model)),
                    "Calls of the model are charged or let through"));
            checks.add(slots(key));
        }
        if (call.operation() == Operation.GENERATE) {
            estimate.objection(call, key.limits().rules(), size)
                    .ifPresent(why -> checks.add(new Check("bound", Verdict.REFUSES, why.publicMessage(), null)));
        }
        checks.addAll(limits(key, call, size));
        return checks;
    }

    private static Optional<Refusal> objection(boolean applies, Supplier<Refusal> why) {
        return applies ? Optional.of(why.get()) : Optional.empty();
    }

    private static Check check(String name, Optional<Refusal> objection, String fine) {
        return objection
                .map(why -> new Check(name, Verdict.REFUSES, why.publicMessage(), null))
                .orElseGet(() -> new Check(name, Verdict.PASSES, fine, null));
    }

    private static String expiry(ApiKey key) {
        if (key.awaitsFirstUse()) {
            return "The key's time begins with its first call";
        }
        return key.expires().map(end -> "The key works until " + end).orElse("The key does not expire");
    }

    private Check slots(ApiKey key) {
        long inside = gate.inside(key.id());
        Limits limits = key.limits();
        if (limits.concurrency() == 0) {
            return new Check("slots", Verdict.PASSES, inside + " calls are under way, of any number", null);
        }
        String words = inside + " of " + limits.concurrency() + " calls at once are under way";
        boolean isFull = inside >= limits.concurrency();
        String queue = isFull && limits.queue().size() > 0
                ? "; " + limits.queue().size() + " may wait for "
                        + limits.queue().patience().toSeconds() + " seconds"
                : "";
        return new Check("slots", isFull ? Verdict.REFUSES : Verdict.PASSES, words + queue, null);
    }

    private List<Check> limits(ApiKey key, Call call, long size) {
        boolean counts = call.operation() == Operation.COUNT_TOKENS;
        List<Rule> rules = counts ? key.limits().ofCounts() : key.limits().rules();
        List<Hold> holds = estimate.holds(call, key, rules, size);
        List<Meter> meters =
                gate.meters(key.id(), holds.stream().map(Hold::rule).toList());
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < holds.size(); i++) {
            checks.add(limit(holds.get(i), meters.get(i)));
        }
        return checks;
    }

    private static Check limit(Hold hold, Meter meter) {
        boolean fits = meter.fits(hold.amount());
        Verdict verdict = fits ? Verdict.PASSES : meter.rule().enforced() ? Verdict.REFUSES : Verdict.WOULD_REFUSE;
        long left = Math.max(0, meter.rule().most() - meter.spent() - meter.held());
        String words = "The call needs " + hold.amount() + ", and " + left + " of "
                + meter.rule().most() + " are left";
        return new Check(meter.rule().name(), verdict, words, new Check.Counted(meter, hold.amount()));
    }
}
