package org.llmrelay.admin;

import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.upstream.RouteCheck.Finding;

/**
 * How a route did.
 *
 * @param target where to, as host and port
 * @param latencyMs until the connection stood, TLS included, or until it was clear that it would not
 * @param fault a stable word, or null
 * @param message the fault in plain words
 * @param detail more about it, where more is known
 * @param addressSeen where the echo says that we come from
 */
public record RouteBody(
        boolean ok,
        String target,
        long latencyMs,
        @Nullable String fault,
        @Nullable String message,
        @Nullable String detail,
        @Nullable String addressSeen)
        implements JsonBody {

    static RouteBody of(String target, Finding finding) {
        UpstreamFault fault = finding.way().fault();
        String detail = finding.way().detail();
        return new RouteBody(
                fault == null,
                target,
                finding.way().took().toMillis(),
                fault == null ? null : fault.code(),
                fault == null ? null : fault.publicMessage(),
                detail.isEmpty() ? null : detail,
                finding.addressSeen());
    }
}
