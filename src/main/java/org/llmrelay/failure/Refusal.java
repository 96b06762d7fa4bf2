package org.llmrelay.failure;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The relay does not let this caller make this call. A refused call consumes nothing. */
public sealed interface Refusal extends RelayFailure {

    /** Which of the key's rules refuses, in words that an operator has set, such as {@code models.blocked *opus*}. */
    default Optional<String> refusingRule() {
        return Optional.empty();
    }

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

    /** The key is not for this service. */
    record ServiceNotGranted(String service, String rule) implements Refusal {
        @Override
        public FailureKind kind() {
            return FailureKind.KEY_LACKS_SERVICE;
        }

        @Override
        public String publicMessage() {
            return "This API key may not use the service " + service + " (its rule: " + rule + ")";
        }

        @Override
        public Optional<String> refusingRule() {
            return Optional.of(rule);
        }
    }

    /** The key is not for this model. */
    record ModelNotGranted(String model, String rule) implements Refusal {
        @Override
        public FailureKind kind() {
            return FailureKind.KEY_LACKS_MODEL;
        }

        @Override
        public String publicMessage() {
            return "This API key may not use the model " + model + " (its rule: " + rule + ")";
        }

        @Override
        public Optional<String> refusingRule() {
            return Optional.of(rule);
        }
    }

    /** The key is not for the program that calls. */
    record ClientNotGranted(String rule) implements Refusal {
        @Override
        public FailureKind kind() {
            return FailureKind.KEY_LACKS_CLIENT;
        }

        @Override
        public String publicMessage() {
            return "This API key may not be used by this client (its rule: " + rule + ")";
        }

        @Override
        public Optional<String> refusingRule() {
            return Optional.of(rule);
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

    /** Requests or tokens of a window are used up. {@code limit}: its name, such as {@code tokens/window}. */
    record RateLimited(String limit, Duration pause) implements Refusal {
        @Override
        public Optional<String> refusingRule() {
            return Optional.of(limit);
        }

        @Override
        public FailureKind kind() {
            return FailureKind.RATE_LIMITED;
        }

        @Override
        public String publicMessage() {
            return "This API key has used up its limit " + limit + "; it resets in " + pause.toSeconds() + " seconds";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(pause);
        }
    }

    /**
     * A budget is spent.
     *
     * @param limit its name, such as {@code cost/day}
     * @param pause how long until it is filled again, or null for never
     */
    record BudgetSpent(String limit, @Nullable Duration pause) implements Refusal {
        @Override
        public Optional<String> refusingRule() {
            return Optional.of(limit);
        }

        @Override
        public FailureKind kind() {
            return FailureKind.BUDGET_SPENT;
        }

        @Override
        public String publicMessage() {
            String spent = "This API key has spent its budget " + limit;
            return pause == null ? spent : spent + "; it is filled again in " + pause.toSeconds() + " seconds";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(pause);
        }
    }

    /**
     * A strict limit would have to hold more than anybody can say.
     *
     * @param limit its name, such as {@code cost/day}
     * @param lack what would have to be said
     */
    record Unbounded(String limit, String lack) implements Refusal {
        @Override
        public Optional<String> refusingRule() {
            return Optional.of(limit);
        }

        @Override
        public FailureKind kind() {
            return FailureKind.CALL_UNBOUNDED;
        }

        @Override
        public String publicMessage() {
            return "The limit " + limit + " of this API key is strict, and nothing bounds what this call may use: "
                    + lack;
        }
    }

    /** Nobody knows what the model costs, and the operator wants no such calls. */
    record PriceUnknown(String model) implements Refusal {
        private static final int MOST_CHARS = 100;

        @Override
        public FailureKind kind() {
            return FailureKind.PRICE_UNKNOWN;
        }

        @Override
        public String publicMessage() {
            String shown = model.length() <= MOST_CHARS ? model : model.substring(0, MOST_CHARS);
            return "This relay has no price for the model " + shown + ", and refuses what it cannot price";
        }
    }
}
