package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.ContentDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Hands over what a decoder read before it found its message broken, and fails the next time. HttpCore's decoder of chunks
 * would throw away the last bytes of an answer that is cut off. Confined to one I/O thread.
 */
final class BytesBeforeFailure implements ContentDecoder {
    private final ContentDecoder decoder;
    private @Nullable IOException failure;

    BytesBeforeFailure(ContentDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (failure != null) {
            throw failure;
        }
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
        return failure == null && decoder.isCompleted();
    }

    @Override
    public @Nullable List<? extends Header> getTrailers() {
        return decoder.getTrailers();
    }
}
