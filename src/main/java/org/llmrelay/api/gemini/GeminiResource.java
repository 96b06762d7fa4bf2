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
import org.jspecify.annotations.Nullable;
import org.llmrelay.api.Entrance;

/**
 * All that lives below {@link Target#ROOT}: Google's paths hold the model and the method in one segment, which routes of JAX-RS cannot take apart. For calls,
 * JAX-RS starts the asynchronous request and then has no more part in it.
 */
@Path("{door: gemini(/openai)?}")
public final class GeminiResource {
    private final String prefix;
    private final GeminiSurface.Entrances entrances;
    private final ModelsView models;

    /** @param prefix what its paths begin with */
    GeminiResource(String prefix, GeminiSurface.Entrances entrances, ModelsView models) {
        this.prefix = prefix;
        this.entrances = entrances;
        this.models = models;
    }

    @POST
    public void call(@Suspended AsyncResponse suspended, @Context AsyncContext context) {
        Target target = target(context);
        Entrance entrance = target instanceof Target.Calling calling ? entrance(calling) : null;
        if (entrance == null) {
            throw new NotFoundException();
        }
        entrance.enter(context, ((Target.Calling) target).operation(), ((Target.Calling) target).path());
    }

    private @Nullable Entrance entrance(Target.Calling calling) {
        return calling.enveloped() ? entrances.enveloped() : entrances.plain();
    }

    @GET
    public void show(@Suspended AsyncResponse answer, @Context AsyncContext context) {
        if (target(context) instanceof Target.Showing showing) {
            models.show(showing.model(), context, answer);
        } else {
            throw new NotFoundException();
        }
    }

    private Target target(AsyncContext context) {
        return Target.of((HttpServletRequest) context.getRequest(), prefix).orElseThrow(NotFoundException::new);
    }
}
