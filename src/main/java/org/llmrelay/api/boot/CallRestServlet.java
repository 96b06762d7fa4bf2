package org.llmrelay.api.boot;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.security.Principal;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;
import org.llmrelay.api.Gate;
import org.llmrelay.api.Surface;

/**
 * Serves resources that take calls. Of JAX-RS they get their route and nothing else: no headers, no entity, and one parameter, the servlet's asynchronous
 * context, by a straight look-up. Jersey's own servlet copies every header and asks its injector for each request. Thread-safe.
 */
final class CallRestServlet extends HttpServlet {
    private static final String CONTEXT = AsyncContext.class.getName();
    private static final URI BASE = URI.create("http://relay/");

    private final transient ApplicationHandler jersey;
    private final transient Map<String, URI> targets;
    private final transient Gate gate;

    CallRestServlet(Surface.RestMount mount) {
        this.gate = mount.gate();
        this.targets = mount.paths().stream()
                .map(CallRestServlet::withoutStar)
                .collect(Collectors.toUnmodifiableMap(path -> path, BASE::resolve));
        this.jersey = new ApplicationHandler(RestApplication.of(mount.components())
                .property(ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .register(new ContextParameter()));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        if (!gate.passes(request, response)) {
            return;
        }
        // The way the server read a path counts, not the way it was written. Of what lies below one, resources are told
        // its beginning.
        URI target = targets.getOrDefault(request.getServletPath(), BASE);
        ContainerRequest call = new ContainerRequest(
                BASE,
                target,
                request.getMethod(),
                Nobody.INSTANCE,
                new MapPropertiesDelegate(),
                jersey.getConfiguration());
        AsyncContext context = request.startAsync(request, response);
        call.setProperty(CONTEXT, context);
        call.setWriter(new ServletAnswer(context));
        jersey.handle(call);
    }

    private static String withoutStar(String path) {
        return path.endsWith("/*") ? path.substring(0, path.length() - 2) : path;
    }

    /** Hands a resource method the asynchronous context that its request has. */
    private static final class ContextParameter extends AbstractBinder implements ValueParamProvider {
        @Override
        protected void configure() {
            bind(this).to(ValueParamProvider.class);
        }

        @Override
        public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
            return parameter.getRawType() == AsyncContext.class ? request -> request.getProperty(CONTEXT) : null;
        }

        @Override
        public PriorityType getPriority() {
            return Priority.HIGH;
        }
    }

    /** Who calls is the relay's business. */
    private enum Nobody implements SecurityContext {
        INSTANCE;

        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return null;
        }
    }
}
