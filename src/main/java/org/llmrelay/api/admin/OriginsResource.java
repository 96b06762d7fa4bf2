package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.OriginDesk;
import org.llmrelay.admin.OriginsBody;

/** From which pages browsers may call. */
@Path(AdminPath.ROOT + "/settings/origins")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class OriginsResource {
    private final OriginDesk desk;

    public OriginsResource(OriginDesk desk) {
        this.desk = desk;
    }

    @GET
    public OriginsBody read() {
        return OriginsBody.of(desk.current());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public OriginsBody change(Form form) {
        return OriginsBody.of(desk.change(form));
    }
}
