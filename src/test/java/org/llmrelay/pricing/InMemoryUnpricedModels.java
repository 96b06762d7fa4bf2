package org.llmrelay.pricing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Models without a price in memory, for tests. Thread-safe. */
public final class InMemoryUnpricedModels implements UnpricedModels {
    private final Map<String, UnpricedModel> models = new ConcurrentHashMap<>();

    @Override
    public void note(String model, Instant at) {
        models.merge(model, new UnpricedModel(model, at), (old, same) -> same);
    }

    @Override
    public List<UnpricedModel> all() {
        return models.values().stream()
                .sorted(Comparator.comparing(UnpricedModel::last).reversed().thenComparing(UnpricedModel::model))
                .toList();
    }
}
