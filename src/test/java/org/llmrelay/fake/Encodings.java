package org.llmrelay.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Content codings that keep the segments: each comes out as bytes that can be decoded as soon as they arrive. */
final class Encodings {
    private static final int LARGEST_BLOCK = 64 * 1024;

    private Encodings() {}

    static List<byte[]> gzip(Iterable<byte[]> segments) {
        List<byte[]> encoded = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, 8192, true)) {
            for (byte[] segment : segments) {
                gzip.write(segment);
                gzip.flush();
                encoded.add(take(out));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return withTrailer(encoded, take(out));
    }

    /**
     * Brotli as RFC 7932 has it, but with stored blocks only: valid for every decoder, and no encoder is needed. A stream that is really compressed
     * is {@code Behaviours.brotliRecording}.
     */
    static List<byte[]> brotli(Iterable<byte[]> segments) {
        List<byte[]> encoded = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean first = true;
        for (byte[] segment : segments) {
            for (int from = 0; from < segment.length; from += LARGEST_BLOCK) {
                int length = Math.min(LARGEST_BLOCK, segment.length - from);
                writeBlockHeader(out, length, first);
                out.write(segment, from, length);
                first = false;
            }
            encoded.add(take(out));
        }
        byte[] lastEmptyBlock = {(byte) (first ? 0b110 : 0b11)};
        return withTrailer(encoded, lastEmptyBlock);
    }

    private static void writeBlockHeader(ByteArrayOutputStream out, int length, boolean first) {
        // From the lowest bit: not last, four nibbles, length less one, stored. The stream begins with a zero bit: a 64
        // KiB window.
        int header = (length - 1) << 3 | 1 << 19;
        int bits = first ? header << 1 : header;
        out.write(bits);
        out.write(bits >> 8);
        out.write(bits >> 16);
    }

    private static byte[] take(ByteArrayOutputStream out) {
        byte[] bytes = out.toByteArray();
        out.reset();
        return bytes;
    }

    private static List<byte[]> withTrailer(List<byte[]> encoded, byte[] trailer) {
        if (encoded.isEmpty()) {
            return List.of(trailer);
        }
        int last = encoded.size() - 1;
        encoded.set(last, Chunking.join(List.of(encoded.get(last), trailer)));
        return encoded;
    }
}
