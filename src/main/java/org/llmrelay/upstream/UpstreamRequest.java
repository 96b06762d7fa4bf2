package org.llmrelay.upstream;

import java.net.URI;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.route.Route;

/**
 * A request to an upstream.
 *
 * @param route whose connections to use, and through what they go
 * @param headers end-to-end fields in the order to send them, credential included; the HTTP client adds host and framing only
 * @param timeouts how long to wait, and for what
 */
public record UpstreamRequest(String method, URI uri, Headers headers, Body body, Route route, Timeouts timeouts) {

    /** Without the query, which might hold a credential. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath() + " " + body;
    }
}
