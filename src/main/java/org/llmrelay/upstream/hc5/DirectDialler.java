package org.llmrelay.upstream.hc5;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.nio.DefaultAsyncClientConnectionOperator;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;

/** Opens connections to upstreams as HttpClient does, with names looked up our way. Thread-safe. */
final class DirectDialler extends DefaultAsyncClientConnectionOperator {
    DirectDialler(TlsStrategy tls, DnsResolver names) {
        super(
                RegistryBuilder.<TlsStrategy>create()
                        .register(URIScheme.HTTPS.getId(), tls)
                        .build(),
                null,
                names);
    }
}
