package org.llmrelay.upstream.hc5;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.jspecify.annotations.Nullable;

/** Whom TLS connections trust. Thread-safe. */
final class Tls {
    /** No HTTP/2, so none is offered. */
    static final TlsConfig HTTP_1 =
            TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build();

    private final TrustManager[] trust;

    private Tls(TrustManager[] trust) {
        this.trust = trust;
    }

    /** Trusts what the JVM trusts. */
    static Tls ofTheJvm() {
        return trusting(null);
    }

    /** Trusts the certificates of a store, or the JVM's where there is none. */
    static Tls trusting(@Nullable KeyStore certificates) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(certificates);
            return new Tls(factory.getTrustManagers());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("trusted certificates cannot be read", e);
        }
    }

    /** A strategy with a session cache of its own, so that no two accounts resume each other's sessions. */
    TlsStrategy ofOneRoute() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            return ClientTlsStrategyBuilder.create()
                    .setSslContext(context)
                    // Thousands of streams are silent most of the time: buffers only while there are bytes in them.
                    .setSslBufferMode(SSLBufferMode.DYNAMIC)
                    .buildAsync();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }
}
