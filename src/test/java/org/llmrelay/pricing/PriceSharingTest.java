package org.llmrelay.pricing;

class PriceSharingTest extends PriceSharingContract {
    private final InMemorySharedPrices shared = new InMemorySharedPrices();

    @Override
    protected SharedPrices shared() {
        return shared;
    }

    @Override
    protected void turnsEnd() {
        shared.endTurns();
    }
}
