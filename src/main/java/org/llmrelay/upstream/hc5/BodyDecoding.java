package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.ContentDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Takes the framing off a body, and hands over what was read before the framing turned out broken; then it fails. HttpCore's
 * decoder of chunks alone would throw away the last bytes of an answer that is cut off. Confined to one I/O thread.
 */
final class BodyDecoding implements ContentDecoder {
    private final ContentDecoder decoder;
    private final SocketOnce socket;
    private @Nullable IOException failure;

    /** {@code decoder} reads from {@code socket}. */
    BodyDecoding(ContentDecoder decoder, SocketOnce socket) {
        this.decoder = decoder;
        this.socket = socket;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        socket.nextTurn();
        int start = into.position();
        try {
            return decoder.read(into);
        } catch (IOException e) {
            if (into.position() == start) {
                throw e;
            }
            failure = e;
            return into.position() - start;
        }
    }

    @Override
    public boolean isCompleted() {
        return failure != null || decoder.isCompleted();
    }

    /** HttpCore asks for them when the body is complete, after it has passed its last bytes on. */
    @Override
    public @Nullable List<? extends Header> getTrailers() {
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
        return decoder.getTrailers();
    }
}
