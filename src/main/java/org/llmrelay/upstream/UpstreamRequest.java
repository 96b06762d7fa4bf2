package org.llmrelay.upstream;

import java.net.URI;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;

/**
 * A request to an upstream.
 *
 * @param route the name of the connection pool to use: one for each account, because tunnels and sessions must not be shared
 * @param headers end-to-end fields in the order to send them, credential included; the HTTP client adds host and framing only
 * @param timeouts how long to wait, and for what
 */
public record UpstreamRequest(String method, URI uri, Headers headers, Body body, String route, Timeouts timeouts) {

    /** Without the query, which might hold a credential. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath() + " " + body;
    }
}
