package org.llmrelay.relay;

import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Delivery;
import org.llmrelay.call.Estimated;
import org.llmrelay.call.Usage;
import org.llmrelay.stream.Pump;

/**
 * What an upstream says of its own answer.
 *
 * @param untold what was probably used beyond that
 * @param model the model that it says it answered with, or null
 */
record Told(Usage usage, Estimated untold, @Nullable String model, Delivery delivery) {
    static final Told NOTHING = new Told(Usage.NONE, Estimated.NOTHING, null, Delivery.STANDARD);

    /** What was told through a pump. {@code untold}: what was probably used beyond that. */
    static Told through(Pump pump, Estimated untold) {
        return new Told(pump.usage(), untold, pump.model(), pump.delivery());
    }
}
