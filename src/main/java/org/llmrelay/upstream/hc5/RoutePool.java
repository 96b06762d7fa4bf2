package org.llmrelay.upstream.hc5;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.route.Proxy;

/** The connections of one owner by one way: nobody else ever uses them. Thread-safe. */
final class RoutePool implements AutoCloseable {
    // A connection that waited longer is looked at by its I/O thread first, which knows whether the upstream has closed
    // it.
    private static final TimeValue TRUSTED = TimeValue.ofMilliseconds(500);

    private final PoolingAsyncClientConnectionManager pool;
    private final @Nullable Proxy proxy;
    private final IoThreads threads;
    private final Duration keepIdle;
    private volatile boolean used = true;
    private volatile boolean retired;
    private volatile boolean forgotten;

    RoutePool(Hc5Config config, AsyncClientConnectionOperator dialler, @Nullable Proxy proxy, IoThreads threads) {
        this.proxy = proxy;
        this.threads = threads;
        this.keepIdle = config.keepIdle();
        // The other policies take a lock for every lease.
        this.pool = new PoolingAsyncClientConnectionManager(
                dialler, PoolConcurrencyPolicy.LAX, PoolReusePolicy.LIFO, null, false);
        this.pool.setDefaultTlsConfig(Tls.HTTP_1);
        this.pool.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setValidateAfterInactivity(TRUSTED)
                .setSocketTimeout(Timeout.DISABLED)
                .build());
        this.pool.setDefaultMaxPerRoute(config.connectionsPerRoute());
    }

    boolean goesThrough(@Nullable Proxy wanted) {
        return Objects.equals(proxy, wanted);
    }

    /** What it means that no connection came in time. */
    UpstreamFault faultWhenLate() {
        return proxy == null ? Faults.TIMED_OUT : Faults.PROXY_UNREACHABLE;
    }

    Duration keepIdle() {
        return keepIdle;
    }

    /** A connection to a host, pooled or new. Fails with what HttpClient says of it; may succeed long after {@code limit}. */
    CompletionStage<Connection> connection(HttpHost target, Duration limit) {
        if (!used) {
            used = true;
        }
        // For the pool, tunnels are direct: all of its connections go by the same way.
        HttpRoute direct = new HttpRoute(target, null, URIScheme.HTTPS.same(target.getSchemeName()));
        Promise<AsyncConnectionEndpoint> leased = new Promise<>();
        Future<?> unused = pool.lease("", direct, null, Timeout.of(limit), leased);
        return leased.thenCompose(endpoint -> connected(endpoint, limit));
    }

    private CompletionStage<Connection> connected(AsyncConnectionEndpoint endpoint, Duration limit) {
        if (endpoint.isConnected()) {
            return completedFuture(new Connection(this, endpoint, true));
        }
        Connection connection = new Connection(this, endpoint, false);
        Promise<AsyncConnectionEndpoint> dialled = new Promise<>();
        threads.dial(() -> dial(endpoint, limit, dialled));
        return dialled.whenComplete((same, failure) -> closeIfFailed(connection, failure))
                .thenApply(same -> connection);
    }

    private void dial(AsyncConnectionEndpoint endpoint, Duration limit, Promise<AsyncConnectionEndpoint> dialled) {
        try {
            Future<?> unused = pool.connect(endpoint, threads.sockets(), Timeout.of(limit), null, null, dialled);
        } catch (IllegalStateException e) {
            // The I/O threads have ended.
            dialled.failed(e);
        }
    }

    private static void closeIfFailed(Connection connection, @Nullable Throwable failure) {
        if (failure != null) {
            connection.close();
        }
    }

    /** Takes a connection back. A pool that is retired keeps none. */
    void keep(AsyncConnectionEndpoint endpoint, Duration idle) {
        if (retired) {
            drop(endpoint);
            return;
        }
        pool.release(endpoint, null, TimeValue.ofMilliseconds(idle.toMillis()));
    }

    /** Closes a connection's socket at once, unread bytes and all. */
    void drop(AsyncConnectionEndpoint endpoint) {
        endpoint.close(CloseMode.IMMEDIATE);
        pool.release(endpoint, null, TimeValue.ZERO_MILLISECONDS);
    }

    /** Closes connections that have been idle for too long. Returns whether there are none, and nobody has asked for any since last time. */
    boolean sweep() {
        pool.closeExpired();
        boolean forsaken =
                !used && isEmpty(pool.getTotalStats()) && pool.getTotalStats().getAvailable() == 0;
        used = false;
        return forsaken;
    }

    /** No call begins here any more: connections close as soon as their calls end. */
    void retire() {
        retired = true;
        pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    /** Closes a retired pool when the last call has ended. Returns whether it is closed. */
    boolean closeWhenOver() {
        pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
        boolean over = forgotten && isEmpty(pool.getTotalStats());
        // Somebody may have found it before it was retired, and be about to ask it for a connection.
        forgotten = true;
        if (over) {
            close();
        }
        return over;
    }

    private static boolean isEmpty(PoolStats stats) {
        return stats.getLeased() == 0 && stats.getPending() == 0;
    }

    @Override
    public void close() {
        pool.close(CloseMode.IMMEDIATE);
    }
}
