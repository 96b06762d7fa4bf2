package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.reactor.ssl.SSLIOSession;
import org.apache.hc.core5.reactor.ssl.SSLMode;
import org.apache.hc.core5.reactor.ssl.SSLSessionInitializer;
import org.apache.hc.core5.reactor.ssl.SSLSessionVerifier;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A second TLS within a connection that has TLS already: the upstream's within an HTTPS proxy's. HttpCore's own sessions can begin TLS once only. It
 * behaves like a session of HttpCore's. Thread-safe as far as that is.
 */
final class LayeredSession extends SessionOver implements ProtocolIOSession {
    private final ProtocolIOSession outer;
    private final PlainFloor floor;
    private volatile @Nullable SSLIOSession tls;

    LayeredSession(ProtocolIOSession outer) {
        this.outer = outer;
        this.floor = new PlainFloor(outer);
    }

    @Override
    IOSession below() {
        SSLIOSession secured = tls;
        return secured == null ? floor : secured;
    }

    @Override
    public @Nullable IOEventHandler getHandler() {
        return floor.getHandler();
    }

    @Override
    public void close(CloseMode mode) {
        if (mode == CloseMode.IMMEDIATE) {
            outer.close(mode);
        } else {
            below().close(mode);
        }
    }

    @Override
    public NamedEndpoint getInitialEndpoint() {
        return outer.getInitialEndpoint();
    }

    @Override
    public @Nullable TlsDetails getTlsDetails() {
        SSLIOSession secured = tls;
        return secured == null ? null : secured.getTlsDetails();
    }

    @Override
    public void startTls(
            SSLContext context,
            NamedEndpoint endpoint,
            SSLBufferMode buffers,
            SSLSessionInitializer initializer,
            SSLSessionVerifier verifier,
            Timeout limit) {
        startTls(context, endpoint, buffers, initializer, verifier, limit, null);
    }

    @Override
    public void startTls(
            SSLContext context,
            NamedEndpoint endpoint,
            SSLBufferMode buffers,
            SSLSessionInitializer initializer,
            SSLSessionVerifier verifier,
            Timeout limit,
            @Nullable FutureCallback<TransportSecurityLayer> callback) {
        SSLIOSession secured = new SSLIOSession(
                endpoint,
                floor,
                SSLMode.CLIENT,
                context,
                buffers,
                initializer,
                verifier,
                limit,
                null,
                null,
                told(callback));
        tls = secured;
        outer.upgrade(new Upstairs(secured.getHandler()));
        try {
            secured.beginHandshake(this);
        } catch (IOException e) {
            secured.getHandler().exception(this, e);
        }
    }

    private FutureCallback<SSLSession> told(@Nullable FutureCallback<TransportSecurityLayer> callback) {
        return new FutureCallback<>() {
            @Override
            public void completed(SSLSession session) {
                if (callback != null) {
                    callback.completed(LayeredSession.this);
                }
            }

            @Override
            public void failed(Exception cause) {
                if (callback != null) {
                    callback.failed(cause);
                }
            }

            @Override
            public void cancelled() {
                if (callback != null) {
                    callback.cancelled();
                }
            }
        };
    }

    /** Passes on to the second TLS what happens to the first one. The first pushes its bytes, the second wants to read them. */
    private final class Upstairs implements IOEventHandler {
        private final IOEventHandler next;

        Upstairs(IOEventHandler next) {
            this.next = next;
        }

        @Override
        public void connected(IOSession session) throws IOException {
            next.connected(LayeredSession.this);
        }

        @Override
        public void inputReady(IOSession session, @Nullable ByteBuffer decrypted) throws IOException {
            if (decrypted == null) {
                next.inputReady(LayeredSession.this, null);
                return;
            }
            floor.offer(decrypted);
            while (decrypted.hasRemaining()) {
                int before = decrypted.remaining();
                next.inputReady(LayeredSession.this, null);
                if (decrypted.remaining() == before) {
                    throw new SSLException("the inner TLS takes no more bytes");
                }
            }
        }

        @Override
        public void outputReady(IOSession session) throws IOException {
            next.outputReady(LayeredSession.this);
        }

        @Override
        public void timeout(IOSession session, Timeout timeout) throws IOException {
            next.timeout(LayeredSession.this, timeout);
        }

        @Override
        public void exception(IOSession session, Exception cause) {
            next.exception(LayeredSession.this, cause);
        }

        @Override
        public void disconnected(IOSession session) {
            next.disconnected(LayeredSession.this);
        }
    }
}
