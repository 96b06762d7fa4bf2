package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.RouteBody;
import org.llmrelay.admin.RouteDesk;

/** A proxy put to the test before it is used. */
// A resource of its own: among the methods of all proxies its path would be taken for the id of one.
@Path(AdminPath.ROOT + "/proxies/test")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class ProxyTrialResource {
    private final RouteDesk desk;

    public ProxyTrialResource(RouteDesk desk) {
        this.desk = desk;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RouteBody tryOut(Form form) {
        return desk.tryOut(form);
    }
}
