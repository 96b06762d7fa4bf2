package org.llmrelay.failure;

import java.time.Duration;
import java.util.Optional;

/** The relay does not let this caller make this call. A refused call consumes nothing. */
public sealed interface Refusal extends RelayFailure {

    /** No key came with the request. */
    record MissingKey() implements Refusal {
        @Override
        public FailureKind kind() {
            return FailureKind.MISSING_KEY;
        }

        @Override
        public String publicMessage() {
            return "No API key was sent: use the x-api-key header or Authorization: Bearer";
        }
    }

    /** The key is not one of ours. */
    record UnknownKey() implements Refusal {
        @Override
        public FailureKind kind() {
            return FailureKind.UNKNOWN_KEY;
        }

        @Override
        public String publicMessage() {
            return "invalid x-api-key";
        }
    }

    /** An administrator switched the key off. */
    record KeyDisabled() implements Refusal {
        @Override
        public FailureKind kind() {
            return FailureKind.KEY_DISABLED;
        }

        @Override
        public String publicMessage() {
            return "This API key is disabled";
        }
    }

    /** The key's time is over. */
    record KeyExpired() implements Refusal {
        @Override
        public FailureKind kind() {
            return FailureKind.KEY_EXPIRED;
        }

        @Override
        public String publicMessage() {
            return "This API key has expired";
        }
    }

    /** All concurrent calls of the key are taken. */
    record TooManyCalls(int limit, Duration pause) implements Refusal {
        @Override
        public FailureKind kind() {
            return FailureKind.TOO_MANY_CALLS;
        }

        @Override
        public String publicMessage() {
            return "This API key may make " + limit + " calls at once, and all are in use";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(pause);
        }
    }
}
