package org.llmrelay.pricing;

import java.util.List;

/**
 * The port that stores an operator's own prices. A change on one node is seen by all within a moment. Thread-safe.
 */
public interface PriceOverrides {

    /** All of them, from memory: never blocks, and is the same list until one changes. */
    List<Price> all();

    /** Puts a price in the place of its model's. Throws {@link RuntimeException} of the store when it is away. */
    void save(Price price);

    /** Returns whether it was there. */
    boolean delete(String model);
}
