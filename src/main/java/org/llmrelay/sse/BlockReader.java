package org.llmrelay.sse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of one block into an event. The first block of a stream may begin with a byte order mark. Confined to one stream.
 */
final class BlockReader {
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Names names = new Names();
    private final DataLines data = new DataLines();
    private boolean first = true;

    /** The event, or null for a block that has neither a name nor data. */
    @Nullable
    SseEvent read(ByteBuffer bytes, int start, int end) {
        String name = null;
        data.clear();
        int from = afterByteOrderMark(bytes, start, end);
        while (from < end) {
            int to = EventScanner.lineEnd(bytes, from, end);
            if (isField(EVENT, bytes, from, to)) {
                name = names.of(bytes, valueStart(EVENT, bytes, from, to), to);
            } else if (isField(DATA, bytes, from, to)) {
                data.add(bytes, valueStart(DATA, bytes, from, to), to, end);
            }
            from = to + 1;
        }
        if (name == null && data.isEmpty()) {
            return null;
        }
        return new SseEvent(name == null ? "" : name, data.joined());
    }

    /** What can be said of an event that is too large: its name, where a whole line within these bytes tells it. */
    SseEvent readName(ByteBuffer bytes, int start, int end) {
        String name = "";
        int from = afterByteOrderMark(bytes, start, end);
        int to = EventScanner.lineEnd(bytes, from, end);
        while (to < end) {
            if (isField(EVENT, bytes, from, to)) {
                name = names.of(bytes, valueStart(EVENT, bytes, from, to), to);
            }
            from = to + 1;
            to = EventScanner.lineEnd(bytes, from, end);
        }
        return new SseEvent(name, DataLines.NONE);
    }

    private int afterByteOrderMark(ByteBuffer bytes, int start, int end) {
        boolean marked = first && startsWith(BYTE_ORDER_MARK, bytes, start, end);
        first = false;
        return marked ? start + BYTE_ORDER_MARK.length : start;
    }

    private static boolean isField(byte[] field, ByteBuffer bytes, int from, int to) {
        return startsWith(field, bytes, from, to)
                && (to == from + field.length || bytes.get(from + field.length) == ':');
    }

    private static int valueStart(byte[] field, ByteBuffer bytes, int from, int to) {
        int start = Math.min(to, from + field.length + 1);
        return start < to && bytes.get(start) == ' ' ? start + 1 : start;
    }

    private static boolean startsWith(byte[] prefix, ByteBuffer bytes, int from, int to) {
        if (to - from < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes.get(from + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
