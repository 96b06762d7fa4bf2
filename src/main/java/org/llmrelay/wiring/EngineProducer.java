package org.llmrelay.wiring;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.llmrelay.account.Accounts;
import org.llmrelay.admission.Admission;
import org.llmrelay.admission.Callers;
import org.llmrelay.admission.Explainer;
import org.llmrelay.admission.Habits;
import org.llmrelay.admission.PricedValuation;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.admission.Turnover;
import org.llmrelay.config.Deployment;
import org.llmrelay.key.KeyMint;
import org.llmrelay.key.Keys;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Leases;
import org.llmrelay.pricing.Pricer;
import org.llmrelay.pricing.UnpricedAlarm;
import org.llmrelay.provider.Provider;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.relay.AccountCheck;
import org.llmrelay.relay.Dialects;
import org.llmrelay.relay.ModelCatalog;
import org.llmrelay.relay.OpenCalls;
import org.llmrelay.relay.Providers;
import org.llmrelay.relay.RelayEngine;
import org.llmrelay.relay.ServedDialects;
import org.llmrelay.renewal.Renewal;
import org.llmrelay.scheduling.Scheduler;
import org.llmrelay.settings.Settings;
import org.llmrelay.settlement.Cashier;
import org.llmrelay.settlement.Reaper;
import org.llmrelay.settlement.Settlement;
import org.llmrelay.telemetry.LogEvents;
import org.llmrelay.translation.Translation;
import org.llmrelay.upstream.Upstream;
import org.llmrelay.upstream.hc5.Hc5Config;
import org.llmrelay.upstream.hc5.Hc5Upstream;
import org.llmrelay.usage.Journal;
import org.llmrelay.usage.Ledger;
import org.llmrelay.wire.Dialect;

/** The engine and its stations. Dialects, translations and providers are found, not listed. */
@ApplicationScoped
public class EngineProducer {
    @Resource
    ManagedExecutorService executor;

    @Produces
    @Singleton
    Dialects dialects(@Any Instance<Dialect> found, @Any Instance<Translation> translations) {
        return new Dialects(found.stream().toList(), translations.stream().toList());
    }

    @Produces
    @Singleton
    Providers providers(@Any Instance<Provider> found) {
        return new Providers(found.stream().toList());
    }

    @Produces
    @Singleton
    ServedDialects servedDialects(Accounts accounts, Providers providers) {
        return new ServedDialects(accounts, providers);
    }

    @Produces
    @Singleton
    Hc5Upstream upstream(Deployment deployment) {
        return new Hc5Upstream(Hc5Config.forThisMachine(), deployment.outbound().targets());
    }

    void close(@Disposes Hc5Upstream upstream) {
        upstream.close();
    }

    @Produces
    @Singleton
    Callers callers(KeyMint mint, Keys keys, InstantSource clock) {
        return new Callers(mint, keys, clock);
    }

    @Produces
    @Singleton
    Scheduler scheduler(RedisStore store, Settings settings, LogEvents events, InstantSource clock) {
        Scheduler.Sources sources = new Scheduler.Sources(
                store.accounts(), store.groups(), store.standings(), store.quotas(), store.leases());
        return new Scheduler(sources, settings, events, clock);
    }

    @Produces
    @Singleton
    Settlement settlement(Ledger ledger, LogEvents events, UnpricedAlarm alarm) {
        return new Settlement(ledger, executor, events, alarm);
    }

    @Produces
    @Singleton
    OpenCalls openCalls(Journal journal, Leases leases) {
        return new OpenCalls(journal, leases);
    }

    @Produces
    @Singleton
    Reaper reaper(Journal journal, Ledger ledger, LogEvents events, UnpricedAlarm alarm) {
        return new Reaper(journal, ledger, events, alarm);
    }

    @Produces
    @Singleton
    AccountCheck accountCheck(
            AccountCheck.Stores stores,
            Scheduler scheduler,
            Providers providers,
            Upstream upstream,
            InstantSource clock) {
        return new AccountCheck(stores, scheduler.aftermath(), providers, upstream, executor, clock);
    }

    @Produces
    @Dependent
    AccountCheck.Stores accountCheckStores(RedisStore store, Renewal renewal) {
        return new AccountCheck.Stores(store.accounts(), store.claims(), store.checks(), renewal);
    }

    @Produces
    @Singleton
    ModelCatalog modelCatalog(
            Accounts accounts, Providers providers, Renewal renewal, Upstream upstream, InstantSource clock) {
        return new ModelCatalog(accounts, providers, renewal, upstream, clock);
    }

    @Produces
    @Singleton
    RefusalBook refusalBook(RedisStore store) {
        return new RefusalBook(store.refusals(), executor);
    }

    @Produces
    @Singleton
    Admission.Stations asked(Gate gate, Pricer pricer) {
        return new Admission.Stations(gate, new Habits(), new PricedValuation(pricer));
    }

    @Produces
    @Singleton
    Explainer explainer(Admission.Stations asked, InstantSource clock) {
        return new Explainer(asked, clock);
    }

    @Produces
    @Singleton
    Turnover turnover(RedisStore store) {
        return new Turnover(store.keys(), store.gate(), () -> store.claims().take("windows", Duration.ofMinutes(4)));
    }

    @Produces
    @Singleton
    RelayEngine engine(Parts parts, Admission.Stations asked, RefusalBook refusals) {
        Admission admission = new Admission(parts.callers, asked, parts.settings, parts.clock);
        return new RelayEngine(
                admission,
                refusals,
                new RelayEngine.Stations(
                        parts.dialects,
                        parts.providers,
                        parts.scheduler,
                        parts.renewal,
                        parts.upstream,
                        new Cashier(parts.pricer),
                        parts.settlement,
                        parts.openCalls,
                        asked.habits(),
                        parts.settings,
                        executor,
                        parts.events,
                        parts.clock));
    }
}
