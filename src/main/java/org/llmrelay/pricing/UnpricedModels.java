package org.llmrelay.pricing;

import java.time.Instant;
import java.util.List;

/** The port that remembers models without a price, for all nodes; those that were not called for long are forgotten. Thread-safe. */
public interface UnpricedModels {

    void note(String model, Instant at);

    /** Those that were called last first. */
    List<UnpricedModel> all();
}
