package org.llmrelay.api.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.RouteDesk;

/** A proxy put to the test before it is used. */
// A resource of its own: among the methods of all proxies its path would be taken for the id of one.
@Path(AdminPath.ROOT + "/proxies/test")
@Produces(MediaType.APPLICATION_JSON)
@SignedInOnly
public final class ProxyTrialResource {
    private final RouteDesk desk;
    private final Later later;

    ProxyTrialResource(RouteDesk desk, Later later) {
        this.desk = desk;
        this.later = later;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void tryOut(@Suspended AsyncResponse answer, Form form) {
        later.answer(answer, () -> desk.tryOut(form));
    }
}
