package org.llmrelay.route;

import org.jspecify.annotations.Nullable;

/**
 * How a request gets to its upstream. Connections are shared only by requests with equal routes.
 *
 * @param owner whose connections these are, such as the id of an account: tunnels and TLS sessions of two owners never mix
 * @param proxy what to go through, or null to go directly; where there is one, nothing ever goes directly
 */
public record Route(String owner, @Nullable Proxy proxy) {

    public static Route direct(String owner) {
        return new Route(owner, null);
    }
}
