package org.llmrelay.api.admin;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.llmrelay.admin.Audit;
import org.llmrelay.admin.JsonBody;
import org.llmrelay.audit.Actor;
import org.llmrelay.signin.Identity;

/** Writes down what the API's callers change: how it was before, and how it is once the answer is fine. Thread-safe. */
@SignedInOnly
@Priority(Priorities.USER)
public final class AuditFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String BEFORE = AuditFilter.class.getName();
    private static final int REFUSED = 400;

    private final Audit audit;

    @Context
    private @Nullable HttpServletRequest servlet;

    public AuditFilter(Audit audit) {
        this.audit = audit;
    }

    /** What is about to happen, and how things are before. */
    private record Beginning(AuditedPath path, Map<String, String> before) {}

    @Override
    public void filter(ContainerRequestContext request) {
        AuditedPath path =
                AuditedPath.of(request.getMethod(), request.getUriInfo().getPath());
        if (!READING.contains(request.getMethod()) && path.isChange()) {
            request.setProperty(BEFORE, new Beginning(path, audit.look(path.kind(), path.id())));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= REFUSED || !(request.getProperty(BEFORE) instanceof Beginning beginning)) {
            return;
        }
        AuditedPath path = beginning.path();
        Map<String, String> answer = response.getEntity() instanceof JsonBody body ? Audit.fields(body) : Map.of();
        String id = path.id().isEmpty() ? answer.getOrDefault("id", answer.getOrDefault("username", "")) : path.id();
        audit.write(actor(request), path.act(), id, beginning.before(), audit.look(path.kind(), id));
    }

    private Actor actor(ContainerRequestContext request) {
        Identity identity = SignedInContext.identity(request);
        String address = servlet == null ? "" : servlet.getRemoteAddr();
        return new Actor(identity.username(), identity.role().code(), address, "api");
    }
}
