package org.llmrelay.api.boot;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.llmrelay.api.Gate;
import org.llmrelay.api.Surface;

/**
 * Serves JAX-RS resources through a Jersey that has only what it is given: no scanning, no discovery, no descriptions, one instance of everything.
 * Resources name their whole path, so that one application may stand on any number of paths. Thread-safe.
 */
final class RestServlet extends ServletContainer {
    private static final String ORIGIN = "http://relay";
    private static final URI BASE = URI.create(ORIGIN + "/");

    private final transient Gate gate;

    RestServlet(Surface.RestMount mount) {
        super(application(mount.components()));
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

    private static ResourceConfig application(List<Object> components) {
        ResourceConfig config = new ResourceConfig()
                .property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.BV_FEATURE_DISABLE, true)
                .property(ServerProperties.MOXY_JSON_FEATURE_DISABLE, true)
                .property(ServerProperties.JSON_PROCESSING_FEATURE_DISABLE, true)
                .property(ServerProperties.RESOURCE_VALIDATION_DISABLE, true)
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true)
                // The server does not know the address by which it is reached.
                .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true)
                // Jersey holds back the first 8 KiB of an answer otherwise, flushed or not.
                .property(ServerProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 0);
        components.forEach(config::register);
        return config;
    }
}
