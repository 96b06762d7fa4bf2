package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.Groups;
import org.llmrelay.admin.AccountDesk;
import org.llmrelay.admin.BoundKeys;
import org.llmrelay.admin.Desks;
import org.llmrelay.admin.GroupDesk;
import org.llmrelay.admin.InquiryDesk;
import org.llmrelay.admin.KeyDesk;
import org.llmrelay.admin.KindDesk;
import org.llmrelay.admin.OriginDesk;
import org.llmrelay.admin.Places;
import org.llmrelay.admin.PriceDesk;
import org.llmrelay.admin.ProxyDesk;
import org.llmrelay.admin.RouteDesk;
import org.llmrelay.admin.SchedulingDesk;
import org.llmrelay.admin.SettingsDesk;
import org.llmrelay.admin.SignInDesk;
import org.llmrelay.admission.Explainer;
import org.llmrelay.admission.RefusalBook;
import org.llmrelay.key.KeyIssue;
import org.llmrelay.key.KeyMint;
import org.llmrelay.key.Keys;
import org.llmrelay.limit.Leases;
import org.llmrelay.pricing.PriceBook;
import org.llmrelay.pricing.PriceOverrides;
import org.llmrelay.pricing.UnpricedModels;
import org.llmrelay.redis.RedisStore;
import org.llmrelay.relay.AccountCheck;
import org.llmrelay.relay.Dialects;
import org.llmrelay.route.Proxies;
import org.llmrelay.scheduling.Scheduler;
import org.llmrelay.secret.Resealing;
import org.llmrelay.secret.Vault;
import org.llmrelay.settings.OriginRules;
import org.llmrelay.upstream.RouteCheck;
import org.llmrelay.upstream.hc5.Hc5Upstream;
import org.llmrelay.wire.Dialect;

/** The desks: those who do what operators want. */
@ApplicationScoped
public class DeskProducer {

    @Produces
    @Singleton
    AccountDesk accountDesk(
            Places places, BoundKeys keys, RedisStore store, Leases leases, Proxies proxies, Facts facts) {
        return new AccountDesk(
                new AccountDesk.Stores(
                        places,
                        keys,
                        new AccountDesk.Facts(store.standings(), store.quotas(), store.checks()),
                        leases,
                        proxies),
                facts.kinds.stream().toList(),
                facts.deployment.outbound().targets(),
                facts.clock,
                new SecureRandom());
    }

    @Produces
    @Dependent
    Places places(Accounts accounts, Groups groups) {
        return new Places(accounts, groups);
    }

    @Produces
    @Dependent
    BoundKeys boundKeys(Keys keys, Places places) {
        return new BoundKeys(keys, places);
    }

    @Produces
    @Singleton
    KeyDesk keyDesk(Keys keys, KeyMint mint, Facts facts, Places places, SettingsDesk settings) {
        return new KeyDesk(
                keys,
                new KeyIssue(keys, mint, facts.clock, new SecureRandom()),
                new KeyDesk.Books(facts.ledger, facts.gate),
                new KeyDesk.Terms(places, settings::keyLimits),
                facts.clock);
    }

    @Produces
    @Singleton
    InquiryDesk inquiryDesk(
            Keys keys,
            RedisStore store,
            RefusalBook book,
            Explainer explainer,
            @Any Instance<Dialect> dialects,
            Facts facts) {
        InquiryDesk.Sources sources = new InquiryDesk.Sources(store.refusals(), book, explainer);
        return new InquiryDesk(keys, sources, dialects.stream().toList(), facts.clock);
    }

    @Produces
    @Dependent
    Desks.Roads roads(Proxies proxies, Accounts accounts, Hc5Upstream upstream, OriginRules origins, Facts facts) {
        RouteCheck check =
                new RouteCheck(upstream, upstream, facts.deployment.outbound().addressEcho());
        return new Desks.Roads(
                new ProxyDesk(proxies, accounts, facts.clock, new SecureRandom()),
                new RouteDesk(check, proxies, facts.providers.all()),
                new OriginDesk(origins));
    }

    @Produces
    @Dependent
    Desks desks(
            AccountDesk accounts,
            Desks.Choices choices,
            KeyDesk keys,
            Desks.Registry registry,
            PriceDesk prices,
            SignInDesk signIns,
            Desks.KeyRing ring,
            Desks.Movers movers,
            Desks.Books books,
            Desks.Roads roads,
            Desks.House house) {
        return new Desks(accounts, choices, keys, registry, prices, signIns, ring, movers, books, roads, house);
    }

    @Produces
    @Dependent
    Desks.KeyRing keyRing(Vault vault, Resealing resealing) {
        return new Desks.KeyRing(vault, resealing);
    }

    @Produces
    @Singleton
    SchedulingDesk schedulingDesk(
            Keys keys, Leases leases, Scheduler scheduler, AccountCheck check, Dialects dialects, Facts facts) {
        return new SchedulingDesk(
                keys,
                leases,
                new SchedulingDesk.Engine(
                        scheduler,
                        facts.providers,
                        (dialect, model) -> dialects.named(dialect).family(model),
                        check));
    }

    @Produces
    @Dependent
    Desks.Choices choices(KindDesk kinds, GroupDesk groups, SchedulingDesk scheduling) {
        return new Desks.Choices(kinds, groups, scheduling);
    }

    @Produces
    @Singleton
    KindDesk kindDesk(Facts facts) {
        return new KindDesk(facts.kinds.stream().toList(), facts.oauthKinds);
    }

    @Produces
    @Singleton
    GroupDesk groupDesk(Places places, BoundKeys keys, InstantSource clock) {
        return new GroupDesk(places, keys, clock, new SecureRandom());
    }

    @Produces
    @Singleton
    PriceDesk priceDesk(PriceBook book, PriceOverrides overrides, UnpricedModels unpriced) {
        return new PriceDesk(book, overrides, unpriced);
    }
}
