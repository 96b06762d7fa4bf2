package org.llmrelay.admin;

import java.time.Instant;
import org.llmrelay.pricing.UnpricedModel;

/** A model that was called and has no price; {@code lastCalledAt} to the hour or so. */
public record UnpricedBody(String model, Instant lastCalledAt) {

    public static UnpricedBody of(UnpricedModel model) {
        return new UnpricedBody(model.model(), model.last());
    }
}
