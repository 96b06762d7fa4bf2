package org.llmrelay.sse;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The data lines of one block: a view of the only line, or a copy of several joined by line feeds. Confined to one stream. */
final class DataLines {
    static final ByteBuffer NONE = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private @Nullable ByteBuffer only;
    private byte @Nullable [] several;
    private int length;

    void clear() {
        only = null;
        several = null;
        length = 0;
    }

    boolean isEmpty() {
        return only == null;
    }

    /** Adds the line {@code from..to} of a read-only buffer; {@code end} is the end of its block, which bounds all lines to come. */
    void add(ByteBuffer bytes, int from, int to, int end) {
        ByteBuffer line = bytes.slice(from, to - from);
        if (only == null) {
            only = line;
            return;
        }
        if (several == null) {
            several = new byte[only.remaining() + 1 + end - from];
            append(several, only);
        }
        several[length++] = '\n';
        append(several, line);
    }

    ByteBuffer joined() {
        if (several != null) {
            return ByteBuffer.wrap(several, 0, length).asReadOnlyBuffer();
        }
        return only == null ? NONE : only;
    }

    private void append(byte[] lines, ByteBuffer line) {
        int bytes = line.remaining();
        line.get(lines, length, bytes);
        length += bytes;
    }
}
