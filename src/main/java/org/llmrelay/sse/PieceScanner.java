package org.llmrelay.sse;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Finds the whole pieces of one stream in its chunks, wherever the chunks are cut. Confined to one stream. */
public interface PieceScanner {

    /** Takes the next bytes of the stream, all that remain in the chunk, and hands out the pieces that they complete. */
    void feed(ByteBuffer chunk, Consumer<SseEvent> pieces);

    /** How many of the bytes so far belong to a piece that has not ended: 0 at a boundary, where another piece could be put in. */
    long bytesSinceBoundary();
}
