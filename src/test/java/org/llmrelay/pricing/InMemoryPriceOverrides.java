package org.llmrelay.pricing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Overrides in memory, for tests. Thread-safe. */
public final class InMemoryPriceOverrides implements PriceOverrides {
    private final Map<String, Price> prices = new TreeMap<>();
    private volatile List<Price> all = List.of();

    @Override
    public List<Price> all() {
        return all;
    }

    @Override
    public synchronized void save(Price price) {
        prices.put(price.model(), price);
        all = List.copyOf(prices.values());
    }

    @Override
    public synchronized boolean delete(String model) {
        boolean was = prices.remove(model) != null;
        all = List.copyOf(prices.values());
        return was;
    }
}
