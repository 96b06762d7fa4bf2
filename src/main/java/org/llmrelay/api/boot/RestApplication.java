package org.llmrelay.api.boot;

import java.util.List;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** A Jersey that has only what it is given: no scanning, no discovery, no descriptions, one instance of everything. */
final class RestApplication {
    private RestApplication() {}

    static ResourceConfig of(List<Object> components) {
        ResourceConfig config = new ResourceConfig()
                .property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.BV_FEATURE_DISABLE, true)
                .property(ServerProperties.MOXY_JSON_FEATURE_DISABLE, true)
                .property(ServerProperties.JSON_PROCESSING_FEATURE_DISABLE, true)
                .property(ServerProperties.RESOURCE_VALIDATION_DISABLE, true)
                // The server does not know the address by which it is reached.
                .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true)
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true)
                // Jersey holds back the first 8 KiB of an answer otherwise, flushed or not.
                .property(ServerProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 0);
        components.forEach(config::register);
        return config;
    }
}
