package org.llmrelay.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;

/** Tells whoever watches this node how it is. Needs no key and says nothing that is secret. Thread-safe. */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private final List<Readiness> parts;

    public HealthResource(List<Readiness> parts) {
        this.parts = List.copyOf(parts);
    }

    /** The node is alive. */
    @GET
    public String alive() {
        return "{\"status\":\"ok\"}";
    }

    /** The node can take calls: 200, or 503 with what is missing. */
    @GET
    @Path("ready")
    public Response ready() {
        List<String> missing =
                parts.stream().flatMap(part -> part.missing().stream()).toList();
        if (missing.isEmpty()) {
            return Response.ok("{\"status\":\"ready\"}").build();
        }
        String names = missing.stream()
                .map(name -> "\"" + name.replaceAll("[\\\\\"\\p{Cntrl}]", "?") + "\"")
                .collect(Collectors.joining(","));
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .entity("{\"status\":\"not ready\",\"missing\":[" + names + "]}")
                .build();
    }
}
