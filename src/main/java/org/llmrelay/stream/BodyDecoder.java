package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Undoes a content coding for the taps, which look into bytes that go to the caller still encoded. Never throws for what an upstream may send: bytes that
 * cannot be decoded end the plain bytes quietly. Confined to one answer.
 */
public sealed interface BodyDecoder permits IdentityDecoder, InflatingDecoder, LateDecoder, UnreadableDecoder {

    /** A decoder for a {@code content-encoding} field, which is null where there is none. Whoever makes one calls {@link #end} on every path. */
    static BodyDecoder forEncoding(@Nullable String contentEncoding) {
        String coding = contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (coding) {
            case "", "identity" -> new IdentityDecoder();
            case "gzip", "x-gzip" -> new InflatingDecoder(new GzipFraming());
            case "deflate" -> new InflatingDecoder(new ZlibFraming());
            case "br" -> new LateDecoder(LateDecoder.BROTLI);
            case "zstd" -> new LateDecoder(LateDecoder.ZSTD);
            default -> new UnreadableDecoder();
        };
    }

    /** Takes all remaining bytes; hands out plain bytes, if any, in buffers that are valid only during the call. */
    void decode(ByteBuffer encoded, Consumer<ByteBuffer> plain);

    /** The answer is over, whole or not: hands out what is left and gives back memory. Idempotent. */
    void end(Consumer<ByteBuffer> plain);

    /** Whether plain bytes come out as the encoded ones go in; otherwise they all come at the end. */
    boolean isLive();

    /** Whether plain bytes can still be expected. */
    boolean canRead();
}
