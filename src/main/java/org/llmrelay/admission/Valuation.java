package org.llmrelay.admission;

import org.llmrelay.call.Usage;

/** What usage of a model costs a key, as far as it can be said before the call is made. Thread-safe. */
@FunctionalInterface
public interface Valuation {
    /** In micro-dollars, 0 or more. */
    long microdollars(String model, Usage usage);
}
