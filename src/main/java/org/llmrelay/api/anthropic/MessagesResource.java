package org.llmrelay.api.anthropic;

import jakarta.servlet.AsyncContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import org.llmrelay.api.Entrance;
import org.llmrelay.call.Operation;

/**
 * The endpoints that take calls. JAX-RS starts the asynchronous request and then has no more part in it: the entrance answers through the servlet
 * response, without blocking, and never resumes the suspended response.
 */
@Path(Doors.ANY + "messages")
public final class MessagesResource {
    private final Entrance entrance;

    public MessagesResource(Entrance entrance) {
        this.entrance = entrance;
    }

    @POST
    public void messages(@Suspended AsyncResponse suspended, @Context AsyncContext context) {
        entrance.enter(context, Operation.GENERATE, "/v1/messages");
    }

    @POST
    @Path("count_tokens")
    public void countTokens(@Suspended AsyncResponse suspended, @Context AsyncContext context) {
        entrance.enter(context, Operation.COUNT_TOKENS, "/v1/messages/count_tokens");
    }
}
