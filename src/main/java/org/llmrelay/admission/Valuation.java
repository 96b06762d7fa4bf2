package org.llmrelay.admission;

import org.llmrelay.call.Call;
import org.llmrelay.call.Usage;
import org.llmrelay.key.ApiKey;
import org.llmrelay.pricing.Bounds;

/** What usage of a model costs a key, as far as it can be said before the call is made. Thread-safe. */
@FunctionalInterface
public interface Valuation {
    /** In micro-dollars of rated cost, 0 or more; {@code worst}: the most that it can come to, however it is served. */
    long microdollars(Call call, ApiKey key, Usage usage, boolean worst);

    /** How much one call of a model can use, as far as it is known. */
    default Bounds bounds(String model) {
        return Bounds.UNKNOWN;
    }

    /** Whether calls of a model are refused because nobody knows what they would cost. */
    default boolean refuses(String model) {
        return false;
    }
}
