package org.llmrelay.api.gemini;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import org.llmrelay.api.Entrance;

/**
 * All that lives below {@link Target#ROOT}: Google's paths hold the model and the method in one segment, which routes of JAX-RS cannot take apart. For calls,
 * JAX-RS starts the asynchronous request and then has no more part in it.
 */
@Path(Target.ROOT)
public final class GeminiResource {
    private final Entrance plain;
    private final Entrance enveloped;
    private final ModelsView models;

    /**
     * @param plain for calls of the API
     * @param enveloped for calls in the envelope of Code Assist
     */
    public GeminiResource(Entrance plain, Entrance enveloped, ModelsView models) {
        this.plain = plain;
        this.enveloped = enveloped;
        this.models = models;
    }

    @POST
    public void call(@Suspended AsyncResponse suspended, @Context AsyncContext context) {
        if (target(context) instanceof Target.Calling calling) {
            Entrance entrance = calling.enveloped() ? enveloped : plain;
            entrance.enter(context, calling.operation(), calling.path());
        } else {
            throw new NotFoundException();
        }
    }

    @GET
    public void show(@Suspended AsyncResponse answer, @Context AsyncContext context) {
        if (target(context) instanceof Target.Showing showing) {
            models.show(showing.model(), context, answer);
        } else {
            throw new NotFoundException();
        }
    }

    private static Target target(AsyncContext context) {
        return Target.of((HttpServletRequest) context.getRequest()).orElseThrow(NotFoundException::new);
    }
}
