package org.llmrelay.stream;

import java.nio.ByteBuffer;
import org.llmrelay.call.Headers;

/**
 * The port to a caller who waits for an answer. Methods that write are called by one thread at a time; none of them blocks.
 */
public interface CallerSink {

    /** Sends status and header fields ahead of the first byte. Called once, before anything else is written. */
    void head(int status, Headers headers);

    /** Whether {@link #write} and {@link #flush} may be called now. Once it has said no, {@link Listener#writable} follows. */
    boolean isReady();

    /** Writes all remaining bytes of the buffer. Only while {@link #isReady}. */
    void write(ByteBuffer bytes);

    /** Sends what was written on its way. Only while {@link #isReady}. */
    void flush();

    /** Ends the answer as it should. Idempotent, and nothing happens after {@link #abort}. */
    void end();

    /** Ends the connection without a proper end, so that the caller sees that something is missing. Idempotent. */
    void abort();

    /** Names who is told about the caller; what has already happened is told at once. */
    void listen(Listener listener);

    /** Hears about the caller. Must not block. */
    interface Listener {
        /** There is room again. */
        void writable();

        /** The caller has left. */
        void gone();
    }
}
