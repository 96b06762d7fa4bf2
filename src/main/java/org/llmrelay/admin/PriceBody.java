package org.llmrelay.admin;

import com.fasterxml.jackson.databind.JsonNode;
import org.llmrelay.pricing.Price;
import org.llmrelay.pricing.PriceForm;

/**
 * What a model costs.
 *
 * @param source {@code shipped}, {@code loaded} or {@code override}
 * @param price US dollars for a million tokens or a thousand searches, as overrides are sent
 */
public record PriceBody(String model, String source, JsonNode price) implements JsonBody {

    public static PriceBody of(Price price) {
        return new PriceBody(price.model(), price.source().code(), PriceForm.write(price));
    }
}
