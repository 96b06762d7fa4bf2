package org.llmrelay.api.boot;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.glassfish.jersey.servlet.ServletContainer;
import org.llmrelay.api.Gate;
import org.llmrelay.api.Surface;

/** Serves JAX-RS resources on any number of paths: the resources name their whole path. Thread-safe. */
final class RestServlet extends ServletContainer {
    private static final String ORIGIN = "http://relay";
    private static final URI BASE = URI.create(ORIGIN + "/");

    private final transient Gate gate;

    RestServlet(Surface.RestMount mount) {
        super(RestApplication.of(mount.components()));
        this.gate = mount.gate();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!gate.passes(request, response)) {
            return;
        }
        try {
            service(BASE, uri(request), request, response);
        } catch (URISyntaxException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static URI uri(HttpServletRequest request) throws URISyntaxException {
        String query = request.getQueryString();
        return new URI(ORIGIN + request.getRequestURI() + (query == null ? "" : "?" + query));
    }
}
