package org.llmrelay.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.route.Route;

/** Tries out whether a route leads to a host. Thread-safe. */
public interface RouteTrial {

    /**
     * Opens a new connection by a route, TLS included, and closes it again; connections that are kept are left alone. The future completes normally,
     * after {@code limit} at the latest.
     *
     * @param target an http or https address, of which host and port count
     */
    CompletableFuture<Outcome> tryOut(Route route, URI target, Duration limit);

    /**
     * What came of it.
     *
     * @param took until the connection stood, or until it was clear that it would not
     * @param fault why there was no connection, or null where there was
     * @param detail more about the fault where more is known, without secrets; else empty
     */
    record Outcome(Duration took, @Nullable UpstreamFault fault, String detail) {}
}
