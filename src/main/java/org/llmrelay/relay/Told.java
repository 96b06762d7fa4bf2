package org.llmrelay.relay;

import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Usage;

/**
 * What an upstream says of its own answer.
 *
 * @param untold how many output tokens have probably come beyond that
 * @param model the model that it says it answered with, or null
 */
record Told(Usage usage, long untold, @Nullable String model, Delivery delivery) {
    static final Told NOTHING = new Told(Usage.NONE, 0, null, Delivery.STANDARD);
}
