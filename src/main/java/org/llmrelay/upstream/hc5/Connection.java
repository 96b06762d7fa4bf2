package org.llmrelay.upstream.hc5;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.UpstreamFault;

/** A connection held for one exchange. It goes back to its pool once, open or closed, and is not touched after that. Thread-safe. */
final class Connection {
    private final AsyncClientConnectionManager pool;
    private final AsyncConnectionEndpoint endpoint;
    private final boolean isUsed;
    private final Duration keepIdle;
    private final HttpCoreContext context = HttpCoreContext.create();
    private final AtomicBoolean held = new AtomicBoolean(true);
    private volatile long receivedBefore;

    Connection(AsyncClientConnectionManager pool, AsyncConnectionEndpoint endpoint, boolean isUsed, Duration keepIdle) {
        this.pool = pool;
        this.endpoint = endpoint;
        this.isUsed = isUsed;
        this.keepIdle = keepIdle;
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
        giveBack(keepIdle);
    }

    /** Frees the connection for another exchange; {@code asked} is how long the upstream is willing to wait for it. */
    void giveBack(Duration asked) {
        if (held.compareAndSet(true, false)) {
            Duration idle = asked.compareTo(keepIdle) < 0 ? asked : keepIdle;
            pool.release(endpoint, null, TimeValue.ofMilliseconds(idle.toMillis()));
        }
    }

    /** Closes the socket at once, unread bytes and all. */
    void close() {
        if (held.compareAndSet(true, false)) {
            endpoint.close(CloseMode.IMMEDIATE);
            pool.release(endpoint, null, TimeValue.ZERO_MILLISECONDS);
        }
    }
}
