package org.llmrelay.api.openai;

import jakarta.servlet.AsyncContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import org.llmrelay.api.Entrance;
import org.llmrelay.call.Operation;

/** The endpoints of Responses. The entrance answers through the servlet response and never resumes the suspended one. */
@Path(Doors.ANY + "responses")
public final class ResponsesResource {
    private final Entrance entrance;

    public ResponsesResource(Entrance entrance) {
        this.entrance = entrance;
    }

    @POST
    public void create(@Suspended AsyncResponse suspended, @Context AsyncContext context) {
        entrance.enter(context, Operation.GENERATE, "/v1/responses");
    }

    @POST
    @Path("compact")
    public void compact(@Suspended AsyncResponse suspended, @Context AsyncContext context) {
        entrance.enter(context, Operation.GENERATE, "/v1/responses/compact");
    }
}
