package org.llmrelay.failure;

import java.time.Duration;
import java.util.Optional;

/** No upstream account can take the call now. */
public sealed interface NoCapacity extends RelayFailure {

    /** No enabled account serves this kind of call at all. */
    record NoAccount() implements NoCapacity {
        @Override
        public FailureKind kind() {
            return FailureKind.NO_ACCOUNT;
        }

        @Override
        public String publicMessage() {
            return "No upstream account is set up for this request";
        }
    }

    /** Every account that could take the call is resting; the first is back after {@code pause}. */
    record AllResting(Duration pause) implements NoCapacity {
        @Override
        public FailureKind kind() {
            return FailureKind.ACCOUNTS_RESTING;
        }

        @Override
        public String publicMessage() {
            return "Every upstream account is resting; try again later";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(pause);
        }
    }
}
