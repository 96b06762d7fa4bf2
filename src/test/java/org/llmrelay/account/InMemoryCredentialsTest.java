package org.llmrelay.account;

import org.llmrelay.ManualClock;

class InMemoryCredentialsTest extends CredentialsContract {
    private final ManualClock clock = ManualClock.atNoon();
    private final Credentials credentials = new InMemoryCredentials(clock);

    @Override
    protected Credentials credentials() {
        return credentials;
    }

    @Override
    protected ManualClock clock() {
        return clock;
    }
}
