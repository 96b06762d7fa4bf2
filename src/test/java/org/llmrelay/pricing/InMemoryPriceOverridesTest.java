package org.llmrelay.pricing;

class InMemoryPriceOverridesTest extends PriceOverridesContract {
    private final InMemoryPriceOverrides overrides = new InMemoryPriceOverrides();

    @Override
    protected PriceOverrides overrides() {
        return overrides;
    }
}
