package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.ListBody;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.PriceBody;
import org.llmrelay.admin.PriceDesk;
import org.llmrelay.admin.PricesBody;
import org.llmrelay.admin.UnpricedBody;
import org.llmrelay.pricing.UnpricedModel;

/** What models cost, and the operator's own word on it. */
@Path(AdminPath.ROOT + "/prices")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class PricesResource {
    private final PriceDesk desk;

    public PricesResource(PriceDesk desk) {
        this.desk = desk;
    }

    @GET
    public PricesBody list(@QueryParam("offset") @Nullable String offset, @QueryParam("limit") @Nullable String limit) {
        return PricesBody.of(desk.book(), Paging.of(offset, limit));
    }

    @GET
    @Path("unknown")
    public ListBody<UnpricedBody> unknown(
            @QueryParam("offset") @Nullable String offset, @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(offset, limit);
        List<UnpricedModel> all = desk.unknown();
        return new ListBody<>(paging.partOf(all).stream().map(UnpricedBody::of).toList(), all.size());
    }

    @PUT
    @Path("overrides/{model}")
    @Consumes(MediaType.APPLICATION_JSON)
    public PriceBody override(@PathParam("model") String model, Form form) {
        return PriceBody.of(desk.override(model, form));
    }

    @DELETE
    @Path("overrides/{model}")
    public void restore(@PathParam("model") String model) {
        desk.restore(model);
    }
}
