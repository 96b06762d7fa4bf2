package org.llmrelay.fake;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the pieces of a body begin and end; each piece is one chunk and one flush. */
@FunctionalInterface
interface Chunking {
    Iterable<byte[]> pieces(Iterable<byte[]> segments);

    /** One piece a segment. */
    static Chunking asTheyCome() {
        return segments -> segments;
    }

    /** Borders after every {@code size} bytes and nowhere else. For bodies that fit into memory. */
    static Chunking every(int size) {
        return segments -> {
            byte[] whole = join(segments);
            List<byte[]> pieces = new ArrayList<>();
            for (int from = 0; from < whole.length; from += size) {
                pieces.add(Arrays.copyOfRange(whole, from, Math.min(from + size, whole.length)));
            }
            return pieces;
        };
    }

    /** Borders at these rising offsets and nowhere else. For bodies that fit into memory. */
    static Chunking at(int... offsets) {
        return segments -> {
            byte[] whole = join(segments);
            List<byte[]> pieces = new ArrayList<>();
            int from = 0;
            for (int offset : offsets) {
                pieces.add(Arrays.copyOfRange(whole, from, offset));
                from = offset;
            }
            pieces.add(Arrays.copyOfRange(whole, from, whole.length));
            return pieces;
        };
    }

    static byte[] join(Iterable<byte[]> segments) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        segments.forEach(whole::writeBytes);
        return whole.toByteArray();
    }
}
