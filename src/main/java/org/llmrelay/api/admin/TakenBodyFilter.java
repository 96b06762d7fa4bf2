package org.llmrelay.api.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.ByteArrayInputStream;
import org.llmrelay.api.BodyGate;
import org.llmrelay.call.Body;

/** Gives JAX-RS the body that was taken in before. */
final class TakenBodyFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(BodyGate.BODY) instanceof Body body) {
            request.setEntityStream(new ByteArrayInputStream(body.array()));
        }
    }
}
