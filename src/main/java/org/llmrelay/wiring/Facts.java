package org.llmrelay.wiring;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.llmrelay.config.Deployment;
import org.llmrelay.limit.Gate;
import org.llmrelay.provider.Kind;
import org.llmrelay.relay.Providers;
import org.llmrelay.renewal.OAuthKinds;
import org.llmrelay.usage.Calendar;
import org.llmrelay.usage.Ledger;

/** What several surfaces show. */
class Facts {
    @Inject
    Ledger ledger;

    @Inject
    Gate gate;

    @Inject
    InstantSource clock;

    @Inject
    Calendar calendar;

    @Inject
    Deployment deployment;

    @Inject
    @Any
    Instance<Kind> kinds;

    @Inject
    OAuthKinds oauthKinds;

    @Inject
    Providers providers;

    @Inject
    AdapterLog log;
}
