package org.llmrelay.failure;

/** Thrown by the storage ports when the store cannot be reached or does not answer in time. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
