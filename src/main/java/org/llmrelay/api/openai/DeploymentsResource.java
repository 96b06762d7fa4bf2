package org.llmrelay.api.openai;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import org.llmrelay.api.Entrance;
import org.llmrelay.api.Gate;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.CallerFault;

/** The endpoints of Azure's deployments. The entrances answer through the servlet response and never resume the suspended one. */
@Path(Doors.ANY + "deployments")
public final class DeploymentsResource {
    private final OpenAiSurface.Entrances entrances;

    DeploymentsResource(OpenAiSurface.Entrances entrances) {
        this.entrances = entrances;
    }

    @POST
    public void create(@Suspended AsyncResponse suspended, @Context AsyncContext context) {
        String path = ((HttpServletRequest) context.getRequest()).getRequestURI();
        entrance(AzureAddress.endpoint(path).orElse("")).enter(context, Operation.GENERATE, path);
    }

    private Entrance entrance(String endpoint) {
        Entrance embeddings = entrances.embeddings();
        if (endpoint.equals("chat/completions")) {
            return entrances.chat();
        }
        return endpoint.equals("embeddings") && embeddings != null ? embeddings : entrances.responses();
    }

    /** Lets requests pass that ask for something that a deployment has. */
    static Gate gate(Entrance entrance, Gate next) {
        return (request, response) -> {
            if (AzureAddress.endpoint(request.getRequestURI()).isPresent()) {
                return next.passes(request, response);
            }
            entrance.refuse(request, response, new CallerFault.NotFound());
            return false;
        };
    }
}
