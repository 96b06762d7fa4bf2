package org.llmrelay.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.llmrelay.call.Body;

/** Reads a listing of models in the form that Anthropic and OpenAI share. Thread-safe. */
public final class ModelListing {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelListing() {}

    /** The models in their order; entries without an id are left out, and so is all that is no listing. */
    public static List<ModelEntry> read(Body listing) {
        List<ModelEntry> models = new ArrayList<>();
        for (JsonNode model : tree(listing).path("data")) {
            String id = model.path("id").asText("");
            if (!id.isEmpty()) {
                models.add(new ModelEntry(id, model.path("display_name").asText(id), created(model)));
            }
        }
        return models;
    }

    private static JsonNode tree(Body listing) {
        try {
            return JSON.readTree(listing.array());
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        } catch (IOException e) {
            throw new IllegalStateException("an array of bytes has no input or output", e);
        }
    }

    /** Compatible upstreams leave the time out, or send seconds as OpenAI does. */
    private static Instant created(JsonNode model) {
        try {
            return model.path("created").canConvertToLong()
                    ? Instant.ofEpochSecond(model.path("created").asLong())
                    : OffsetDateTime.parse(model.path("created_at").asText("")).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
