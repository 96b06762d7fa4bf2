package org.llmrelay.admission;

import org.llmrelay.call.Call;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;
import org.llmrelay.key.ApiKey;
import org.llmrelay.pricing.Bounds;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.pricing.Terms;

/** Values usage at the prices that hold now. Thread-safe; never blocks. */
public final class PricedValuation implements Valuation {
    private final Pricer pricer;

    public PricedValuation(Pricer pricer) {
        this.pricer = pricer;
    }

    @Override
    public long microdollars(Call call, ApiKey key, Usage usage, boolean worst) {
        String service = call.service();
        Terms terms = new Terms(
                call.dialect(), service, Delivery.STANDARD, key.handling().rateFor(service));
        String model = call.facts().model();
        return worst
                ? pricer.most(model, usage, terms)
                : pricer.charge(model, usage, terms).rated();
    }

    @Override
    public Bounds bounds(String model) {
        return pricer.bounds(model);
    }

    @Override
    public boolean refuses(String model) {
        return pricer.refuses(model);
    }
}
