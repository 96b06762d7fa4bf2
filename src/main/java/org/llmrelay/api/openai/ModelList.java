package org.llmrelay.api.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.llmrelay.provider.ModelEntry;

/** Models as OpenAI lists them. */
record ModelList(String object, List<Model> data) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OWNER = "llm-relay";

    /**
     * One model.
     *
     * @param created in seconds since 1970
     */
    record Model(
            String id,
            String object,
            long created,
            @JsonProperty("owned_by") String owner) {
        static Model of(ModelEntry entry) {
            return new Model(entry.id(), "model", entry.created().getEpochSecond(), OWNER);
        }
    }

    static ModelList of(List<ModelEntry> entries) {
        return new ModelList("list", entries.stream().map(Model::of).toList());
    }

    static Response response(Object shape) {
        try {
            return Response.ok(JSON.writeValueAsBytes(shape), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a shape of ours cannot be written as JSON", e);
        }
    }
}
