package org.llmrelay.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The table that comes with the relay, {@code prices.json}: it also declares under which other names models may be looked up. */
final class ShippedPrices {
    private ShippedPrices() {}

    static PriceTable load() {
        try (InputStream file = ShippedPrices.class.getResourceAsStream("prices.json")) {
            if (file == null) {
                throw new IllegalStateException("prices.json: missing (expected: beside " + ShippedPrices.class + ")");
            }
            return table(Json.MAPPER.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PriceTable table(JsonNode file) {
        List<Price> prices = new ArrayList<>();
        Map<String, String> aliases = new HashMap<>();
        for (JsonNode entry : file.path("models")) {
            String model = entry.path("model").textValue();
            texts(entry.path("aliases")).forEach(alias -> aliases.put(alias, model));
            prices.add(price(model, entry));
        }
        return new PriceTable(
                prices, new PriceNames(aliases, texts(file.path("prefixes")), texts(file.path("suffixes"))));
    }

    private static Price price(String model, JsonNode entry) {
        ObjectNode form = entry.deepCopy();
        PriceForm.Answer answer = PriceForm.read(model, form.remove(Set.of("model", "aliases")), PriceSource.SHIPPED);
        Price price = answer.price();
        if (price == null) {
            throw new IllegalStateException("prices.json: " + model + ": " + answer.mistakes());
        }
        return price;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }
}
