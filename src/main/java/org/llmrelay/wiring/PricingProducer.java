package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.llmrelay.config.Deployment;
import org.llmrelay.pricing.PriceBook;
import org.llmrelay.pricing.PriceOverrides;
import org.llmrelay.pricing.PriceSharing;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.pricing.UnpricedAlarm;
import org.llmrelay.pricing.UnpricedModels;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.telemetry.LogEvents;

/** Prices and those who charge by them. */
@ApplicationScoped
public class PricingProducer {

    @Produces
    @Singleton
    PriceBook priceBook(PriceOverrides overrides, Deployment deployment, LogEvents events, InstantSource clock) {
        return new PriceBook(overrides, deployment.pricing().prices(), events, clock);
    }

    @Produces
    @Singleton
    PriceSharing priceSharing(PriceBook book, RedisStore store) {
        return new PriceSharing(book, store.sharedPrices());
    }

    @Produces
    @Singleton
    Pricer pricer(PriceBook book, Deployment deployment) {
        return new Pricer(book::table, deployment.pricing().policy());
    }

    @Produces
    @Singleton
    UnpricedAlarm unpricedAlarm(UnpricedModels models, LogEvents events, InstantSource clock) {
        return new UnpricedAlarm(models, events, clock);
    }
}
