package org.llmrelay.failure;

import java.time.Duration;
import java.util.Optional;

/** The relay itself cannot do its work. */
public sealed interface GatewayFault extends RelayFailure {

    /** Redis does not answer. */
    record StoreUnavailable(Duration pause) implements GatewayFault {
        @Override
        public FailureKind kind() {
            return FailureKind.STORE_UNAVAILABLE;
        }

        @Override
        public String publicMessage() {
            return "The relay's store is not available; try again later";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(pause);
        }
    }

    /** This node holds as many request bodies as its memory allows. */
    record NodeBusy(Duration pause) implements GatewayFault {
        @Override
        public FailureKind kind() {
            return FailureKind.NODE_BUSY;
        }

        @Override
        public String publicMessage() {
            return "The relay is busy; try again later";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(pause);
        }
    }

    /** A fault of ours; the log has the rest under the call's id. */
    record Internal() implements GatewayFault {
        @Override
        public FailureKind kind() {
            return FailureKind.INTERNAL;
        }

        @Override
        public String publicMessage() {
            return "Internal error in the relay";
        }
    }
}
