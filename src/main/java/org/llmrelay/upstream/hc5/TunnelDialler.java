package org.llmrelay.upstream.hc5;

import java.net.SocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Targets;

/** Opens connections through a proxy, and in no other way. Thread-safe. */
final class TunnelDialler implements AsyncClientConnectionOperator {
    private final Proxy proxy;
    private final TlsStrategy tls;
    private final Targets targets;

    TunnelDialler(Proxy proxy, TlsStrategy tls, Targets targets) {
        this.proxy = proxy;
        this.tls = tls;
        this.targets = targets;
    }

    /** Looks up the proxy, so not for I/O threads. Names of targets are the proxy's to look up; of them only the text is checked here. */
    @Override
    public Future<ManagedAsyncClientConnection> connect(
            ConnectionInitiator sockets,
            HttpHost target,
            @Nullable SocketAddress unused,
            Timeout limit,
            @Nullable Object attachment,
            FutureCallback<ManagedAsyncClientConnection> callback) {
        Promise<ManagedAsyncClientConnection> connection = new Promise<>();
        CompletionStage<ManagedAsyncClientConnection> outcome = connection;
        outcome.whenComplete((made, failure) -> tell(callback, made, failure));
        if (targets.refuses(target.getHostName())) {
            connection.failed(new RefusedTargetException());
        } else {
            new Tunnel(proxy, target, tls, limit, connection).open(sockets);
        }
        return connection;
    }

    private static void tell(
            FutureCallback<ManagedAsyncClientConnection> callback,
            @Nullable ManagedAsyncClientConnection made,
            @Nullable Throwable failure) {
        if (made != null) {
            callback.completed(made);
        } else if (failure instanceof Exception cause) {
            callback.failed(cause);
        } else {
            callback.cancelled();
        }
    }

    /** The pool takes its connections for direct ones, whose TLS is there when they are. */
    @Override
    public void upgrade(ManagedAsyncClientConnection connection, HttpHost host, Object attachment) {
        throw new UnsupportedOperationException("tunnels are not upgraded");
    }
}
