package org.llmrelay.route;

import org.llmrelay.ManualClock;
import org.llmrelay.account.Accounts;
import org.llmrelay.account.InMemoryAccounts;
import org.llmrelay.account.InMemoryStandings;

class InMemoryProxiesTest extends ProxiesContract {
    private final Accounts accounts = new InMemoryAccounts(new InMemoryStandings(ManualClock.atNoon()));
    private final Proxies proxies = new InMemoryProxies(accounts);

    @Override
    protected Proxies proxies() {
        return proxies;
    }

    @Override
    protected Accounts accounts() {
        return accounts;
    }
}
