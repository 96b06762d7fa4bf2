package org.llmrelay.api.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.llmrelay.api.KeyHolders;
import org.llmrelay.api.ModelShow;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.provider.ModelEntry;

/** The models that callers can ask for. Thread-safe. */
public final class ModelsView {
    private static final JsonMapper JSON = new JsonMapper();

    private final KeyHolders holders;
    private final ModelShow models;

    /** {@code catalog} lists the models, newest first, and completes normally. */
    public ModelsView(KeyHolders holders, Supplier<? extends CompletionStage<List<ModelEntry>>> catalog) {
        this.holders = holders;
        this.models = new ModelShow(holders, "/v1beta/models", catalog);
    }

    /** Answers a holder of a key. {@code model}: the one to show, or empty for all. */
    void show(String model, AsyncContext context, AsyncResponse answer) {
        HttpServletRequest request = (HttpServletRequest) context.getRequest();
        models.show(answer, request, all -> model.isEmpty() ? page(request, all) : one(model, all));
    }

    private Response one(String model, List<ModelEntry> all) {
        return all.stream()
                .filter(entry -> entry.id().equals(model))
                .findFirst()
                .map(entry -> json(ModelShape.of(entry)))
                .orElseGet(() -> holders.refusal(new CallerFault.NotFound()));
    }

    private Response page(HttpServletRequest request, List<ModelEntry> all) {
        int size = number(request.getParameter("pageSize"));
        int from = number(request.getParameter("pageToken"));
        if (size < 0 || from < 0) {
            return holders.refusal(new CallerFault.Malformed("pageSize and pageToken must be whole numbers"));
        }
        return json(ModelPage.of(all, new ModelPage.Wish(size, from)));
    }

    private static int number(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    }

    private static Response json(Object shape) {
        try {
            return Response.ok(JSON.writeValueAsBytes(shape), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a shape of ours cannot be written as JSON", e);
        }
    }
}
