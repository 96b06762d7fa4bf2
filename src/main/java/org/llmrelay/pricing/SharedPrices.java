package org.llmrelay.pricing;

import java.time.Duration;
import java.util.Optional;

/**
 * The port through which nodes share the list of prices that one of them has loaded. Throws
 * {@link org.llmrelay.failure.StoreUnavailableException} when the store is away. Thread-safe.
 */
public interface SharedPrices {

    /** Takes on the loading from a source for so long, unless a node has it already. Returns whether it was taken. */
    boolean take(String source, Duration lasting);

    /** The SHA-256 of what was loaded last from a source, in hexadecimal; nothing where that is not known. */
    Optional<String> digest(String source);

    /** What was loaded last from a source. */
    Optional<byte[]> list(String source);

    /** This was loaded from a source. */
    void share(String source, String digest, byte[] list);
}
