package org.llmrelay.settlement;

import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.Handling;
import org.llmrelay.pricing.Charge;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.pricing.Terms;
import org.llmrelay.usage.LedgerEntry;

/** Charges entries before they are booked, by the model that answered, or the one asked for where none is told. Thread-safe; never blocks. */
public final class Cashier {
    private final Pricer pricer;

    public Cashier(Pricer pricer) {
        this.pricer = pricer;
    }

    /** The entry with what its call costs now; {@code service}: whose calls are rated alike. */
    public LedgerEntry charged(LedgerEntry entry, ApiKey key, String service) {
        Terms terms = new Terms(
                entry.dialect(),
                service,
                entry.outcome().delivery(),
                key.handling().rateFor(service));
        Charge charge = pricer.charge(entry.pricedModel(), entry.outcome().usage(), terms);
        return entry.with(charge);
    }

    /** What usage of a model costs now at the provider's own prices, in micro-dollars. */
    public long official(String model, Usage usage, String dialect) {
        Terms terms = new Terms(dialect, "", Delivery.STANDARD, Handling.FULL_RATE);
        return pricer.charge(model, usage, terms).official();
    }
}
