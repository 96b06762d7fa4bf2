package org.llmrelay.api.openai;

import jakarta.servlet.AsyncContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import org.llmrelay.api.Entrance;
import org.llmrelay.call.Operation;

/** The endpoint of Chat Completions. The entrance answers through the servlet response and never resumes the suspended one. */
@Path(Doors.ANY + "chat/completions")
public final class ChatResource {
    private final Entrance entrance;

    public ChatResource(Entrance entrance) {
        this.entrance = entrance;
    }

    @POST
    public void create(@Suspended AsyncResponse suspended, @Context AsyncContext context) {
        entrance.enter(context, Operation.GENERATE, "/v1/chat/completions");
    }
}
