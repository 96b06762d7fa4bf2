package org.llmrelay.stream;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.brotli.dec.BrotliInputStream;

/**
 * Bytes in a coding whose library can only pull: they are kept, up to a bound, and decoded at the end. Past a bound it gives up.
 */
final class LateDecoder implements BodyDecoder {
    static final Codec BROTLI = BrotliInputStream::new;
    static final Codec ZSTD = ZstdInputStream::new;

    private static final int MOST_ENCODED = 8 * 1024 * 1024;
    // The decoding holds one slice only, but it also takes time, on a thread that others wait for.
    private static final int MOST_PLAIN = 256 * 1024 * 1024;
    private static final int FIRST_HOLD = 4 * 1024;
    private static final int SLICE_BYTES = 16 * 1024;
    private static final byte[] NOTHING = new byte[0];

    private final Codec codec;
    private byte[] held = NOTHING;
    private int heldBytes;
    private boolean readable = true;

    /** Opens a stream of plain bytes over encoded ones. */
    interface Codec {
        InputStream open(InputStream encoded) throws IOException;
    }

    LateDecoder(Codec codec) {
        this.codec = codec;
    }

    @Override
    public void decode(ByteBuffer encoded, Consumer<ByteBuffer> plain) {
        int length = encoded.remaining();
        if (readable && length > MOST_ENCODED - heldBytes) {
            stop();
        }
        if (!readable) {
            encoded.position(encoded.limit());
            return;
        }
        if (heldBytes + length > held.length) {
            held = Arrays.copyOf(held, Math.max(heldBytes + length, Math.max(FIRST_HOLD, 2 * held.length)));
        }
        encoded.get(held, heldBytes, length);
        heldBytes += length;
    }

    @Override
    public void end(Consumer<ByteBuffer> plain) {
        if (readable && heldBytes > 0) {
            try (InputStream decoded = codec.open(new ByteArrayInputStream(held, 0, heldBytes))) {
                handOut(decoded, plain);
            } catch (IOException | LinkageError e) {
                // Broken or cut bytes: what came out before stands. Or a server that hides what the library needs.
            }
        }
        stop();
    }

    private static void handOut(InputStream decoded, Consumer<ByteBuffer> plain) throws IOException {
        byte[] slice = new byte[SLICE_BYTES];
        int total = 0;
        int length = read(decoded, slice);
        while (length >= 0 && total < MOST_PLAIN) {
            plain.accept(ByteBuffer.wrap(slice, 0, length));
            total += length;
            length = read(decoded, slice);
        }
    }

    private static int read(InputStream decoded, byte[] slice) throws IOException {
        try {
            return decoded.read(slice);
        } catch (RuntimeException e) {
            // What the Zstandard decoder throws for broken bytes.
            throw new IOException(e);
        }
    }

    private void stop() {
        readable = false;
        held = NOTHING;
        heldBytes = 0;
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public boolean canRead() {
        return readable;
    }
}
