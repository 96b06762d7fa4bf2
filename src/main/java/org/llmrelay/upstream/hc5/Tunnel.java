package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.nio.DefaultManagedAsyncClientConnection;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.EventMask;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.llmrelay.route.Proxy;

/** One tunnel, from the first packet to the proxy until the upstream can be spoken to. Begun on one thread, and then confined to the connection's. */
final class Tunnel implements Codec.FirstWord {
    private final Proxy proxy;
    private final HttpHost proxyHost;
    private final HttpHost target;
    private final TlsStrategy tls;
    private final Timeout limit;
    private final Promise<ManagedAsyncClientConnection> result;
    private final Queue<InetSocketAddress> addresses = new ArrayDeque<>();

    Tunnel(Proxy proxy, HttpHost target, TlsStrategy tls, Timeout limit, Promise<ManagedAsyncClientConnection> result) {
        this.proxy = proxy;
        this.proxyHost = new HttpHost(proxy.host(), proxy.port());
        this.target = target;
        this.tls = tls;
        this.limit = limit;
        this.result = result;
    }

    /** Looks up the proxy, and tries its addresses one after another. */
    void open(ConnectionInitiator sockets) {
        try {
            addresses.addAll(SystemDefaultDnsResolver.INSTANCE.resolve(proxy.host(), proxy.port()));
            tryNext(sockets);
        } catch (UnknownHostException e) {
            result.failed(new ProxyException(Faults.PROXY_UNREACHABLE, "the proxy's name is not known"));
        }
    }

    private void tryNext(ConnectionInitiator sockets) {
        InetSocketAddress next = addresses.remove();
        Future<?> unused = sockets.connect(proxyHost, next, null, limit, this, new Outcome<>() {
            @Override
            public void completed(IOSession session) {
                reached((ProtocolIOSession) session);
            }

            @Override
            public void failed(Exception cause) {
                if (addresses.isEmpty()) {
                    result.failed(new ProxyException(Faults.PROXY_UNREACHABLE, "no connection to the proxy"));
                } else {
                    tryNext(sockets);
                }
            }
        });
    }

    /** The dialogue begins by itself when the connection, or its TLS, stands. */
    @Override
    public IOEventHandler handlerOn(ProtocolIOSession session) {
        Dialogue dialogue = proxy.kind() == Proxy.Kind.SOCKS5
                ? new SocksDialogue(target, proxy.login())
                : new ConnectDialogue(target, proxy.login());
        return new Negotiation(session, dialogue, new Outcome<>() {
            @Override
            public void completed(ProtocolIOSession open) {
                opened(open);
            }
        });
    }

    private void reached(ProtocolIOSession session) {
        session.setSocketTimeout(limit);
        if (result.isDone()) {
            session.close(CloseMode.IMMEDIATE);
        } else if (proxy.kind() == Proxy.Kind.HTTPS) {
            tls.upgrade(session, proxyHost, Tls.HTTP_1, limit, new Outcome<TransportSecurityLayer>() {
                @Override
                public void completed(TransportSecurityLayer secured) {}

                @Override
                public void failed(Exception cause) {
                    result.failed(new ProxyException(Faults.PROXY_UNREACHABLE, "no TLS with the proxy"));
                    session.close(CloseMode.IMMEDIATE);
                }
            });
        }
    }

    /** The bytes belong to the upstream from here on. */
    private void opened(ProtocolIOSession session) {
        session.setSocketTimeout(Timeout.DISABLED);
        if (!target.getSchemeName().equals("https")) {
            IOEventHandler codec = Codec.over(session);
            session.upgrade(codec);
            begin(codec, session);
            return;
        }
        ProtocolIOSession layer = session.getTlsDetails() == null ? session : new LayeredSession(session);
        layer.upgrade(Codec.over(layer));
        layer.setEventMask(EventMask.READ);
        ManagedAsyncClientConnection connection = new DefaultManagedAsyncClientConnection(layer);
        tls.upgrade(connection, target, Tls.HTTP_1, limit, new Outcome<TransportSecurityLayer>() {
            @Override
            public void completed(TransportSecurityLayer secured) {
                result.completed(connection);
            }
        });
    }

    private void begin(IOEventHandler codec, ProtocolIOSession session) {
        ManagedAsyncClientConnection connection = new DefaultManagedAsyncClientConnection(session);
        try {
            codec.connected(session);
            result.completed(connection);
        } catch (IOException e) {
            session.close(CloseMode.IMMEDIATE);
            result.failed(e);
        }
    }

    /** A step of the tunnel: when it fails, so does the tunnel. */
    private abstract class Outcome<T extends @Nullable Object> implements FutureCallback<T> {
        @Override
        public void failed(Exception cause) {
            result.failed(cause);
        }

        @Override
        public void cancelled() {
            result.cancelled();
        }
    }
}
