package org.llmrelay.upstream.hc5;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.UpstreamFault;

/** A connection held for one exchange. It goes back to its pool once, open or closed, and is not touched after that. Thread-safe. */
final class Connection {
    private final RoutePool home;
    private final AsyncConnectionEndpoint endpoint;
    private final boolean isUsed;
    private final HttpCoreContext context = HttpCoreContext.create();
    private final AtomicBoolean held = new AtomicBoolean(true);
    private volatile long receivedBefore;

    Connection(RoutePool home, AsyncConnectionEndpoint endpoint, boolean isUsed) {
        this.home = home;
        this.endpoint = endpoint;
        this.isUsed = isUsed;
    }

    /** Starts an exchange. Throws {@link IllegalStateException} when the connection has been closed meanwhile. */
    void start(AsyncClientExchangeHandler exchange) {
        endpoint.execute("", exchange, context);
    }

    /** The exchange has got the connection's thread. */
    void started() {
        receivedBefore = received();
    }

    /** Lets the exchange fail when nothing moves for this long. */
    void failWhenSilentFor(Duration limit) {
        endpoint.setSocketTimeout(Timeout.of(limit));
    }

    void mayBeSilent() {
        endpoint.setSocketTimeout(Timeout.DISABLED);
    }

    /** What it means that the connection closed before the head of an answer. */
    UpstreamFault faultWhenTorn() {
        return isUsed && received() == receivedBefore ? Faults.STALE : Faults.BROKE_OFF;
    }

    private long received() {
        @Nullable EndpointDetails details = context.getEndpointDetails();
        return details == null ? 0 : details.getReceivedBytesCount();
    }

    /** Frees the connection for another exchange. */
    void giveBack() {
        giveBack(home.keepIdle());
    }

    /** Frees the connection for another exchange; {@code asked} is how long the upstream is willing to wait for it. */
    void giveBack(Duration asked) {
        if (held.compareAndSet(true, false)) {
            home.keep(endpoint, asked.compareTo(home.keepIdle()) < 0 ? asked : home.keepIdle());
        }
    }

    /** Closes the socket at once, unread bytes and all. */
    void close() {
        if (held.compareAndSet(true, false)) {
            home.drop(endpoint);
        }
    }
}
