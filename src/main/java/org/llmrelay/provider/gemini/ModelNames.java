package org.llmrelay.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.llmrelay.call.Body;
import org.llmrelay.provider.ModelEntry;

/** Reads a listing of models in Google's form. Thread-safe. */
final class ModelNames {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESOURCE = "models/";

    private ModelNames() {}

    /** The models in their order; entries without a name are left out, and so is all that is no listing. Google tells no times. */
    static List<ModelEntry> read(Body listing) {
        List<ModelEntry> models = new ArrayList<>();
        for (JsonNode model : tree(listing).path("models")) {
            String name = model.path("name").asText("");
            String id = name.startsWith(RESOURCE) ? name.substring(RESOURCE.length()) : name;
            if (!id.isEmpty()) {
                models.add(new ModelEntry(id, model.path("displayName").asText(id), Instant.EPOCH));
            }
        }
        return models;
    }

    private static JsonNode tree(Body listing) {
        try {
            return JSON.readTree(listing.array());
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
