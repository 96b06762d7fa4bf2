package org.llmrelay.upstream.hc5;

import java.nio.ByteBuffer;

/** What is said to a proxy and heard from it until it has opened the way. Confined to one I/O thread. */
interface Dialogue {
    /** Nothing to say. */
    ByteBuffer SILENCE = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** What we say first. */
    ByteBuffer opening();

    /**
     * Takes over all that the proxy has said, and returns what we say to it.
     *
     * @throws ProxyException when the proxy opens no way
     */
    ByteBuffer reply(ByteBuffer heard) throws ProxyException;

    /** Whether the way is open. */
    boolean isOpen();
}
