package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflated bytes in some frame, inflated as they come. However far they blow up, they leave in small slices. */
final class InflatingDecoder implements BodyDecoder {
    // Held by every compressed answer under way, so half of what would be best for one.
    private static final int SLICE_BYTES = 8 * 1024;

    private final DeflateFraming framing;
    private final Inflater inflater = new Inflater(true);
    private final byte[] slice = new byte[SLICE_BYTES];
    private boolean readable = true;

    InflatingDecoder(DeflateFraming framing) {
        this.framing = framing;
    }

    @Override
    public void decode(ByteBuffer encoded, Consumer<ByteBuffer> plain) {
        try {
            while (readable && encoded.hasRemaining()) {
                step(encoded, plain);
            }
        } catch (DataFormatException e) {
            stop();
        }
        encoded.position(encoded.limit());
    }

    private void step(ByteBuffer encoded, Consumer<ByteBuffer> plain) throws DataFormatException {
        if (!inflater.finished()) {
            if (framing.skipHeader(encoded)) {
                inflate(encoded, plain);
            }
        } else if (framing.skipTrailer(encoded)) {
            inflater.reset();
        }
    }

    private void inflate(ByteBuffer encoded, Consumer<ByteBuffer> plain) throws DataFormatException {
        inflater.setInput(encoded);
        int length = inflater.inflate(slice);
        while (length > 0) {
            plain.accept(ByteBuffer.wrap(slice, 0, length));
            length = inflater.inflate(slice);
        }
        if (encoded.hasRemaining() && !inflater.finished()) {
            throw new DataFormatException("deflated bytes go nowhere");
        }
    }

    @Override
    public void end(Consumer<ByteBuffer> plain) {
        stop();
    }

    private void stop() {
        readable = false;
        inflater.end();
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public boolean canRead() {
        return readable;
    }
}
