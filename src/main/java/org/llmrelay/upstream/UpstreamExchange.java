package org.llmrelay.upstream;

import org.llmrelay.call.Headers;

/** An answer whose head has come and whose body is still to be read. Thread-safe. */
public interface UpstreamExchange extends AutoCloseable {

    /** The upstream's status. */
    int status();

    /** The upstream's header fields as they came, hop-by-hop ones included. */
    Headers headers();

    /** Starts the body. Called once; until then nothing of the body is handed over and the upstream is slowed by its window. */
    void read(BodyReader reader);

    /**
     * Gives back room for {@code bytes} that were taken over and written on. The upstream never has more than the window's bytes under way, which is
     * how a slow caller slows it.
     */
    void credit(int bytes);

    /** Ends the exchange. If the body has not ended, the connection is closed at once and the reader hears nothing more. Idempotent. */
    @Override
    void close();
}
