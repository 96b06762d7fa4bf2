package org.llmrelay.wiring;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.Credentials;
import org.llmrelay.account.Standings;
import org.llmrelay.admin.AccountDesk;
import org.llmrelay.admin.SignInDesk;
import org.llmrelay.config.Deployment;
import org.llmrelay.provider.Kind;
import org.llmrelay.renewal.AccountSignIns;
import org.llmrelay.renewal.OAuthKinds;
import org.llmrelay.renewal.PendingSignIns;
import org.llmrelay.renewal.Renewal;
import org.llmrelay.telemetry.LogEvents;
import org.llmrelay.upstream.Upstream;

/** What keeps accounts signed in. */
@ApplicationScoped
public class RenewalProducer {
    @Resource
    ManagedExecutorService executor;

    @Produces
    @Singleton
    OAuthKinds oauthKinds(@Any Instance<Kind> found, Deployment deployment) {
        return new OAuthKinds(found.stream().toList(), deployment.oauth());
    }

    @Produces
    @Singleton
    Renewal.Stores renewalStores(Accounts accounts, Credentials credentials, Standings standings) {
        return new Renewal.Stores(accounts, credentials, standings);
    }

    @Produces
    @Singleton
    Renewal.Ways renewalWays(Upstream upstream, InstantSource clock, LogEvents events) {
        return new Renewal.Ways(upstream, executor, clock, new SecureRandom(), events);
    }

    @Produces
    @Singleton
    Renewal renewal(Renewal.Stores stores, OAuthKinds kinds, Renewal.Ways ways) {
        return new Renewal(stores, kinds, ways);
    }

    @Produces
    @Singleton
    SignInDesk signInDesk(
            AccountDesk accounts,
            Renewal.Stores stores,
            PendingSignIns pending,
            OAuthKinds kinds,
            Renewal.Ways ways,
            Renewal renewal) {
        AccountSignIns signIns = new AccountSignIns(pending, kinds, ways);
        return new SignInDesk(accounts, stores, signIns, renewal, ways.clock());
    }
}
