package org.llmrelay.account;

import org.llmrelay.ManualClock;

class InMemoryAccountsTest extends AccountsContract {
    private final InMemoryStandings standings = new InMemoryStandings(ManualClock.atNoon());
    private final InMemoryAccounts accounts = new InMemoryAccounts(standings);

    @Override
    protected Accounts accounts() {
        return accounts;
    }

    @Override
    protected Standings standings() {
        return standings;
    }
}
