package org.llmrelay.failure;

/** The request itself is wrong; the same request would fail on any account. */
public sealed interface CallerFault extends RelayFailure {

    /** The request cannot be read. {@code detail} is a sentence that quotes nothing of the body. */
    record Malformed(String detail) implements CallerFault {
        @Override
        public FailureKind kind() {
            return FailureKind.MALFORMED_REQUEST;
        }

        @Override
        public String publicMessage() {
            return detail;
        }
    }

    /** The body is larger than the relay takes. {@code limit} in bytes. */
    record TooLarge(long limit) implements CallerFault {
        @Override
        public FailureKind kind() {
            return FailureKind.BODY_TOO_LARGE;
        }

        @Override
        public String publicMessage() {
            return "Request exceeds the maximum size: " + limit + " bytes";
        }
    }

    /** The body stopped arriving. */
    record TooSlow() implements CallerFault {
        @Override
        public FailureKind kind() {
            return FailureKind.BODY_TOO_SLOW;
        }

        @Override
        public String publicMessage() {
            return "The request body did not arrive in time";
        }
    }

    /** Nothing lives at this address. */
    record NotFound() implements CallerFault {
        @Override
        public FailureKind kind() {
            return FailureKind.NOT_FOUND;
        }

        @Override
        public String publicMessage() {
            return "Not found";
        }
    }

    /** The address exists, and does not take this method. */
    record MethodNotAllowed() implements CallerFault {
        @Override
        public FailureKind kind() {
            return FailureKind.METHOD_NOT_ALLOWED;
        }

        @Override
        public String publicMessage() {
            return "Method not allowed";
        }
    }
}
