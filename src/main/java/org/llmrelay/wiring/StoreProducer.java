package org.llmrelay.wiring;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.Credentials;
import org.llmrelay.account.Groups;
import org.llmrelay.account.Quotas;
import org.llmrelay.account.Standings;
import org.llmrelay.config.Deployment;
import org.llmrelay.key.Keys;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Leases;
import org.llmrelay.pricing.PriceOverrides;
import org.llmrelay.pricing.UnpricedModels;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.renewal.PendingSignIns;
import org.llmrelay.route.Proxies;
import org.llmrelay.secret.Resealing;
import org.llmrelay.secret.Vault;
import org.llmrelay.settings.OriginRules;
import org.llmrelay.settings.SavedSettings;
import org.llmrelay.settings.Settings;
import org.llmrelay.signin.Users;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Journal;
import org.llmrelay.usage.Ledger;

/** The store and the ports that it implements. */
@ApplicationScoped
public class StoreProducer {
    @Resource
    ManagedThreadFactory threads;

    @Produces
    @Singleton
    RedisStore store(Deployment deployment, Vault vault, Calendar calendar, AdapterLog log) {
        RedisStore.Usage usage =
                new RedisStore.Usage(calendar, deployment.usage().ledgerRetention());
        RedisStore store = new RedisStore(deployment.redis(), vault, usage, log, threads);
        store.start();
        return store;
    }

    void close(@Disposes RedisStore store) {
        store.close();
    }

    @Produces
    @Singleton
    Accounts accounts(RedisStore store) {
        return store.accounts();
    }

    @Produces
    @Singleton
    Proxies proxies(RedisStore store) {
        return store.proxies();
    }

    @Produces
    @Singleton
    Standings standings(RedisStore store) {
        return store.standings();
    }

    @Produces
    @Singleton
    Groups groups(RedisStore store) {
        return store.groups();
    }

    @Produces
    @Singleton
    Credentials credentials(RedisStore store) {
        return store.credentials();
    }

    @Produces
    @Singleton
    Quotas quotas(RedisStore store) {
        return store.quotas();
    }

    @Produces
    @Singleton
    PendingSignIns pendingSignIns(RedisStore store) {
        return store.pendingSignIns();
    }

    @Produces
    @Singleton
    Keys keys(RedisStore store) {
        return store.keys();
    }

    @Produces
    @Singleton
    Gate gate(RedisStore store) {
        return store.gate();
    }

    @Produces
    @Singleton
    Leases leases(RedisStore store) {
        return store.leases();
    }

    @Produces
    @Singleton
    Ledger ledger(RedisStore store) {
        return store.ledger();
    }

    @Produces
    @Singleton
    PriceOverrides priceOverrides(RedisStore store) {
        return store.priceOverrides();
    }

    @Produces
    @Singleton
    UnpricedModels unpricedModels(RedisStore store) {
        return store.unpricedModels();
    }

    @Produces
    @Singleton
    OriginRules originRules(RedisStore store) {
        return store.originRules();
    }

    @Produces
    @Singleton
    SavedSettings savedSettings(RedisStore store) {
        return store.savedSettings();
    }

    @Produces
    @Singleton
    Settings settings(Deployment deployment, SavedSettings saved) {
        return new Settings(deployment.relay(), saved);
    }

    @Produces
    @Singleton
    Users users(RedisStore store) {
        return store.users();
    }

    @Produces
    @Singleton
    Resealing resealing(RedisStore store, Vault vault) {
        return new Resealing(vault, store.sealedRecords());
    }

    @Produces
    @Singleton
    Journal journal(RedisStore store) {
        return store.journal();
    }
}
