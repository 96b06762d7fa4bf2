package org.llmrelay.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.InquiryDesk;
import org.llmrelay.admin.Paging;
import org.llmrelay.admin.RefusalsBody;

/** What one key was refused. */
@Path(AdminPath.ROOT + "/keys/{id}/refusals")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class KeyRefusalsResource {
    private final InquiryDesk desk;

    public KeyRefusalsResource(InquiryDesk desk) {
        this.desk = desk;
    }

    @GET
    public RefusalsBody latest(@PathParam("id") String id, @QueryParam("limit") @Nullable String limit) {
        return desk.refusals(id, Paging.of(null, limit).limit());
    }

    @GET
    @Path("{call}")
    public RefusalsBody.One one(@PathParam("id") String id, @PathParam("call") String call) {
        return desk.refusal(id, call);
    }
}
