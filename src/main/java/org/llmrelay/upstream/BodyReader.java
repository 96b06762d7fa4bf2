package org.llmrelay.upstream;

import java.nio.ByteBuffer;
import org.llmrelay.failure.UpstreamFault;

/** Receives a body. Called on I/O threads, one call at a time, in order; must not block. */
public interface BodyReader {

    /** The next bytes as they came from the wire, still encoded; the buffer is valid only during the call. */
    void bytes(ByteBuffer chunk);

    /** The body ended as it should. The last call. */
    void end();

    /** The body broke off. The last call. */
    void broke(UpstreamFault fault);
}
