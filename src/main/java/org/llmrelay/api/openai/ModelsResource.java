package org.llmrelay.api.openai;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.llmrelay.api.KeyHolders;
import org.llmrelay.api.ModelPages;
import org.llmrelay.api.ModelShow;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.provider.ModelEntry;

/** The models that callers can ask for, whichever of the dialects they are asked in. */
@Path(Doors.ANY + "models")
public final class ModelsResource implements ModelPages {
    /** Of the listing at the provider. */
    public static final String PATH = "/v1/models";

    private final KeyHolders holders;
    private final ModelShow models;

    /** {@code catalog} lists the models, newest first, and completes normally. */
    public ModelsResource(KeyHolders holders, Supplier<? extends CompletionStage<List<ModelEntry>>> catalog) {
        this(holders, new ModelShow(holders, PATH, catalog));
    }

    /** {@code holders}: tells what is refused. */
    public ModelsResource(KeyHolders holders, ModelShow models) {
        this.holders = holders;
        this.models = models;
    }

    @GET
    @Override
    public void list(@Suspended AsyncResponse answer, @Context HttpServletRequest request) {
        models.show(answer, request, all -> ModelList.response(ModelList.of(all)));
    }

    @GET
    @Path("{id: .+}")
    @Override
    public void one(@Suspended AsyncResponse answer, @Context HttpServletRequest request, @PathParam("id") String id) {
        models.show(answer, request, all -> all.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .map(model -> ModelList.response(ModelList.Model.of(model)))
                .orElseGet(() -> holders.refusal(new CallerFault.NotFound())));
    }
}
