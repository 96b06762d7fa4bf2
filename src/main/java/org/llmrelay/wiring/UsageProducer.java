package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.llmrelay.config.Deployment;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.RollUp;
import org.llmrelay.usage.Upkeep;

/** What counts and keeps usage. */
@ApplicationScoped
public class UsageProducer {

    @Produces
    @Singleton
    Calendar calendar(InstantSource clock, Deployment deployment) {
        return new Calendar(clock, deployment.usage().zone());
    }

    @Produces
    @Singleton
    RollUp rollUp(RedisStore store, Calendar calendar) {
        return new RollUp(store.archive(), store.counters(), calendar);
    }

    @Produces
    @Singleton
    Upkeep upkeep(RedisStore store, RollUp rollUp, Calendar calendar, Deployment deployment) {
        Upkeep.Stores stores = new Upkeep.Stores(store.archive(), store.counters(), store.claims());
        return new Upkeep(stores, rollUp, calendar, deployment.usage().ledgerRetention());
    }
}
