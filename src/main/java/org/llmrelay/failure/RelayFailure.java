package org.llmrelay.failure;

import java.time.Duration;
import java.util.Optional;

/** A way in which a call did not get the answer it asked for. Thread-safe. */
public sealed interface RelayFailure permits CallerFault, Refusal, NoCapacity, UpstreamFault, GatewayFault {

    FailureKind kind();

    /** A stable word for logs, ledgers and scripts, such as {@code unknown-key}. */
    default String code() {
        return kind().code();
    }

    /** One sentence that the caller may read: it holds no secret and names no account. */
    String publicMessage();

    /** How long the caller should wait before another try, where that is known. */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
