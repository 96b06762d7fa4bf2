package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.llmrelay.account.Accounts;
import org.llmrelay.admin.CallDesk;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.InquiryDesk;
import org.llmrelay.admin.LedgerDesk;
import org.llmrelay.admin.UsageDesk;
import org.llmrelay.config.Deployment;
import org.llmrelay.key.Keys;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.CallSearch;
import org.llmrelay.usage.Recomputation;
import org.llmrelay.usage.Reports;
import org.llmrelay.usage.Repricing;
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

    @Produces
    @Dependent
    LedgerDesk ledgerDesk(RedisStore store, RollUp rollUp, Calendar calendar, Deployment deployment, Pricer pricer) {
        CallSearch search = new CallSearch(store.archive(), store.counters(), calendar);
        Upkeep.Stores stores = new Upkeep.Stores(store.archive(), store.counters(), store.claims());
        return new LedgerDesk(
                new Repricing(search, store.archive(), pricer, store.claims()),
                new Recomputation(stores, rollUp, calendar, deployment.usage().ledgerRetention()),
                calendar);
    }

    /** One for all: it remembers sums. */
    @Produces
    @Singleton
    Reports reports(RedisStore store, Calendar calendar) {
        return new Reports(store.counters(), calendar);
    }

    @Produces
    @Singleton
    Desks.Books books(
            RedisStore store,
            Calendar calendar,
            Reports reports,
            Keys keys,
            Accounts accounts,
            LedgerDesk ledger,
            InquiryDesk inquiries) {
        CallSearch search = new CallSearch(store.archive(), store.counters(), calendar);
        return new Desks.Books(
                new UsageDesk(reports, calendar, keys, accounts), new CallDesk(search, calendar), ledger, inquiries);
    }
}
