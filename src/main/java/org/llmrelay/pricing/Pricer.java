package org.llmrelay.pricing;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;

/** Says what calls cost. The same table and the same call always make the same charge. Thread-safe; never blocks. */
public final class Pricer {
    private final Supplier<PriceTable> table;
    private final Policy policy;

    public Pricer(Supplier<PriceTable> table, Policy policy) {
        this.table = table;
        this.policy = policy;
    }

    /**
     * What an operator has decided of charges.
     *
     * @param services service to by what its calls are multiplied, in millionths; others are rated as they cost
     */
    public record Policy(UnknownPrice unknown, Map<String, Long> services) {
        public static final Policy USUAL = new Policy(UnknownPrice.UNPRICED, Map.of());

        public Policy {
            services = Map.copyOf(services);
        }
    }

    /** Whether calls of a model are refused because nobody knows what they would cost. */
    public boolean refuses(String model) {
        return policy.unknown() == UnknownPrice.BLOCK && table.get().find(model).isEmpty();
    }

    /** How much one call of a model can use, as far as it is known. */
    public Bounds bounds(String model) {
        return table.get().find(model).map(Price::bounds).orElse(Bounds.UNKNOWN);
    }

    /** The most micro-dollars that the rated cost can come to, however the call is served. */
    public long most(String model, Usage usage, Terms terms) {
        PriceTable current = table.get();
        return current.find(model)
                .map(price -> Charge.of(Charge.State.PRICED, current.version(), price.dearest(), rating(terms), usage))
                .orElseGet(() -> charge(model, usage, terms))
                .rated();
    }

    public Charge charge(String model, Usage usage, Terms terms) {
        return charge(model, usage, terms, rating(terms));
    }

    private Rating rating(Terms terms) {
        return new Rating(policy.services().getOrDefault(terms.service(), Rating.FULL), terms.keyRate());
    }

    /** A charge by the prices that hold now, rated as an earlier one was. */
    public Charge chargedAnew(String model, Usage usage, String dialect, Delivery delivery, Rating rating) {
        return charge(model, usage, new Terms(dialect, "", delivery, rating.key()), rating);
    }

    private Charge charge(String model, Usage usage, Terms terms, Rating rating) {
        PriceTable current = table.get();
        Optional<Rates> known = current.find(model).map(price -> price.rates(usage, terms.delivery()));
        if (known.isPresent()) {
            return Charge.of(Charge.State.PRICED, current.version(), known.get(), rating, usage);
        }
        if (usage.equals(Usage.NONE)) {
            // Nothing used costs nothing at any price: callers must not fill the list of unknown models with names.
            return Charge.of(Charge.State.PRICED, current.version(), Rates.ZERO, rating, usage);
        }
        if (policy.unknown() == UnknownPrice.UNPRICED) {
            return Charge.of(Charge.State.UNPRICED, current.version(), Rates.ZERO, rating, usage);
        }
        return Charge.of(Charge.State.CEILING, current.version(), current.ceiling(terms.dialect()), rating, usage);
    }
}
