package org.llmrelay.api.anthropic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.llmrelay.api.KeyHolders;
import org.llmrelay.api.ModelShow;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.provider.ModelEntry;

/** The models that callers can ask for. */
@Path(Doors.ANY + "models")
public final class ModelsResource {
    private static final String PATH = "/v1/models";
    private static final int USUAL = 20;
    private static final int MOST = 1000;

    private final KeyHolders holders;
    private final ModelShow models;
    private final @Nullable OtherCallers others;

    /** {@code catalog} lists the models, newest first, and completes normally. */
    public ModelsResource(KeyHolders holders, Supplier<? extends CompletionStage<List<ModelEntry>>> catalog) {
        this(holders, catalog, null);
    }

    /** {@code others}: who comes by the same paths and speaks another dialect, or null. */
    public ModelsResource(
            KeyHolders holders,
            Supplier<? extends CompletionStage<List<ModelEntry>>> catalog,
            @Nullable OtherCallers others) {
        this.holders = holders;
        this.models = new ModelShow(holders, PATH, catalog);
        this.others = others;
    }

    @GET
    public void list(
            @Suspended AsyncResponse answer,
            @Context HttpServletRequest request,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after_id") @Nullable String after,
            @QueryParam("before_id") @Nullable String before) {
        if (others != null && others.sent(request)) {
            others.pages().list(answer, request);
            return;
        }
        ModelPage.Wish wish = new ModelPage.Wish(limit(limit), after, before);
        models.show(answer, request, all -> page(all, wish));
    }

    @GET
    @Path("{id: .+}")
    public void one(@Suspended AsyncResponse answer, @Context HttpServletRequest request, @PathParam("id") String id) {
        if (others != null && others.sent(request)) {
            others.pages().one(answer, request, id);
            return;
        }
        models.show(answer, request, all -> all.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .map(model -> Json.response(ModelPage.Model.of(model)))
                .orElseGet(() -> holders.refusal(new CallerFault.NotFound())));
    }

    private Response page(List<ModelEntry> all, ModelPage.Wish wish) {
        if (wish.limit() < 1 || wish.limit() > MOST) {
            return malformed("limit: must be a whole number from 1 to " + MOST);
        }
        if (wish.after() != null && wish.before() != null) {
            return malformed("after_id and before_id cannot be used together");
        }
        return ModelPage.of(all, wish)
                .map(Json::response)
                .orElseGet(() -> malformed("after_id or before_id: no such model"));
    }

    private Response malformed(String detail) {
        return holders.refusal(new CallerFault.Malformed(detail));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }
}
