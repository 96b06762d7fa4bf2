package org.llmrelay.upstream.hc5;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The connections of one account: nobody else ever uses them. Thread-safe. */
final class Route implements AutoCloseable {
    // A connection that waited longer is looked at by its I/O thread first, which knows whether the upstream has closed
    // it.
    private static final TimeValue TRUSTED = TimeValue.ofMilliseconds(500);

    private final PoolingAsyncClientConnectionManager pool;
    private final IoThreads threads;
    private final Duration keepIdle;

    Route(Hc5Config config, Tls tls, IoThreads threads) {
        this.threads = threads;
        this.keepIdle = config.keepIdle();
        this.pool = PoolingAsyncClientConnectionManagerBuilder.create()
                .setTlsStrategy(tls.ofOneRoute())
                .setDefaultTlsConfig(Tls.HTTP_1)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setValidateAfterInactivity(TRUSTED)
                        .setSocketTimeout(Timeout.DISABLED)
                        .build())
                // The other policies take a lock for every lease.
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setMaxConnPerRoute(config.connectionsPerRoute())
                .build();
    }

    /** A connection to a host, pooled or new. Fails with what HttpClient says of it; may succeed long after {@code limit}. */
    CompletionStage<Connection> connection(HttpHost target, Duration limit) {
        HttpRoute direct = new HttpRoute(target, null, URIScheme.HTTPS.same(target.getSchemeName()));
        Promise<AsyncConnectionEndpoint> leased = new Promise<>();
        Future<?> unused = pool.lease("", direct, null, Timeout.of(limit), leased);
        return leased.thenCompose(endpoint -> connected(endpoint, limit));
    }

    private CompletionStage<Connection> connected(AsyncConnectionEndpoint endpoint, Duration limit) {
        if (endpoint.isConnected()) {
            return completedFuture(new Connection(pool, endpoint, true, keepIdle));
        }
        Connection connection = new Connection(pool, endpoint, false, keepIdle);
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

    void sweep() {
        pool.closeExpired();
    }

    @Override
    public void close() {
        pool.close(CloseMode.IMMEDIATE);
    }
}
