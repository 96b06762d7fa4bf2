package org.llmrelay.relay;

import java.time.Duration;
import java.util.Optional;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;

/** What an account is forgiven once before another one is asked. Confined to one account of one journey, whose stages follow one another. */
final class Clemency {
    private final Duration overloadPause;
    private volatile boolean overloadForgiven;
    private volatile boolean staleConnectionForgiven;

    Clemency(Duration overloadPause) {
        this.overloadPause = overloadPause;
    }

    /** After which pause the same account is asked again; empty where it is not. Each fault is forgiven when this is asked. */
    Optional<Duration> forgives(UpstreamFault fault) {
        if (fault.kind() == FailureKind.UPSTREAM_OVERLOADED && !overloadForgiven) {
            overloadForgiven = true;
            return Optional.of(overloadPause);
        }
        if (isStaleConnection(fault) && !staleConnectionForgiven) {
            staleConnectionForgiven = true;
            return Optional.of(Duration.ZERO);
        }
        return Optional.empty();
    }

    /** The upstream had closed a connection that was kept for it; nobody saw the request. */
    private static boolean isStaleConnection(UpstreamFault fault) {
        return fault.kind() == FailureKind.UPSTREAM_BROKE_OFF && fault.reach() == UpstreamFault.Reach.REQUEST;
    }
}
