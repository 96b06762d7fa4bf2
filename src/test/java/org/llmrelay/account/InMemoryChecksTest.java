package org.llmrelay.account;

class InMemoryChecksTest extends ChecksContract {
    private final InMemoryChecks checks = new InMemoryChecks();

    @Override
    protected Checks checks() {
        return checks;
    }
}
