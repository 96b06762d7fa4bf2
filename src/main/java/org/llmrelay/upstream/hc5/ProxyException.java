package org.llmrelay.upstream.hc5;

import java.io.IOException;
import org.llmrelay.failure.UpstreamFault;

/** A proxy opened no way. Its message is made of our own words and of numbers, and holds nothing that is secret. */
final class ProxyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient UpstreamFault fault;

    ProxyException(UpstreamFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    UpstreamFault fault() {
        return fault;
    }
}
