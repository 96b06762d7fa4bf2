package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.failure.UpstreamFault.Reach;

/** Says what an exception of the HTTP client means. */
final class Faults {
    static final UpstreamFault UNREACHABLE = UpstreamFault.silent(FailureKind.UPSTREAM_UNREACHABLE);
    static final UpstreamFault TIMED_OUT = UpstreamFault.silent(FailureKind.UPSTREAM_TIMED_OUT);
    static final UpstreamFault PROXY_UNREACHABLE = UpstreamFault.silent(FailureKind.UPSTREAM_PROXY_UNREACHABLE);
    static final UpstreamFault PROXY_UNAUTHORIZED = UpstreamFault.silent(FailureKind.UPSTREAM_PROXY_UNAUTHORIZED);
    static final UpstreamFault PROXY_REFUSED = UpstreamFault.silent(FailureKind.UPSTREAM_PROXY_REFUSED);
    static final UpstreamFault TARGET_REFUSED = UpstreamFault.silent(FailureKind.UPSTREAM_TARGET_REFUSED);
    static final UpstreamFault BROKE_OFF = UpstreamFault.silent(FailureKind.UPSTREAM_BROKE_OFF);

    /** A connection kept from an earlier exchange closed without a byte of an answer: not the account's fault, worth another try. */
    static final UpstreamFault STALE = new UpstreamFault(FailureKind.UPSTREAM_BROKE_OFF, Reach.REQUEST, 0, null);

    private Faults() {}

    /** There is no connection. */
    static UpstreamFault connecting(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ProxyException refused) {
            return refused.fault();
        }
        if (cause instanceof RefusedTargetException) {
            return TARGET_REFUSED;
        }
        return cause instanceof InterruptedIOException ? TIMED_OUT : UNREACHABLE;
    }

    /** There is a connection, but no head of an answer. */
    static UpstreamFault waiting(Exception failure, @Nullable Connection connection) {
        if (failure instanceof InterruptedIOException) {
            return TIMED_OUT;
        }
        if (failure instanceof IOException && connection != null) {
            return connection.faultWhenTorn();
        }
        // What came is no answer.
        return BROKE_OFF;
    }
}
