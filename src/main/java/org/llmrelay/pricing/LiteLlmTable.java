package org.llmrelay.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a file in the format of LiteLLM's {@code model_prices_and_context_window.json} says of models that are paid by the token. A model that says something
 * wrong is left out and reported, and the others count; so is one that says zero for everything, for that tells a trial or a gap rather than a price.
 *
 * @param complaints one line for each model that was left out
 */
record LiteLlmTable(List<Price> prices, List<String> complaints) {
    private static final String EXAMPLE = "sample_spec";

    LiteLlmTable {
        prices = List.copyOf(prices);
        complaints = List.copyOf(complaints);
    }

    /** @throws IOException when this is no JSON object at all */
    static LiteLlmTable read(byte[] file) throws IOException {
        JsonNode root = Json.MAPPER.readTree(file);
        if (!root.isObject()) {
            throw new IOException("the file is no JSON object");
        }
        List<Price> prices = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!entry.getKey().equals(EXAMPLE)) {
                read(entry.getKey(), entry.getValue(), prices, complaints);
            }
        }
        return new LiteLlmTable(prices, complaints);
    }

    private static void read(String model, JsonNode entry, List<Price> prices, List<String> complaints) {
        try {
            if (!entry.isObject()) {
                throw new IllegalArgumentException("no JSON object");
            }
            if (isPaidByTheToken(entry)) {
                prices.add(new LiteLlmEntry(model, entry).price());
            }
        } catch (IllegalArgumentException e) {
            complaints.add(model + ": " + e.getMessage());
        }
    }

    private static boolean isPaidByTheToken(JsonNode entry) {
        return entry.hasNonNull(LiteLlmEntry.INPUT) && entry.hasNonNull(LiteLlmEntry.OUTPUT);
    }
}
