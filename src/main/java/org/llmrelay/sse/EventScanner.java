package org.llmrelay.sse;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds whole events in the chunks of one stream, wherever the chunks are cut. What lies whole within a chunk is handed out without a copy; only what is
 * cut is held. Confined to one stream.
 */
public final class EventScanner implements PieceScanner {
    private static final byte[] NOTHING = new byte[0];
    private static final int FIRST_HOLD = 1024;

    private final int maxEventBytes;
    private final BlockReader reader = new BlockReader();

    /** The bytes of the open block that came in earlier chunks: the first {@code maxEventBytes} of them. */
    private byte[] held = NOTHING;

    private int heldBytes;
    /** How many bytes of the open block came in earlier chunks, held or not. */
    private long earlierBytes;

    /** A block is what lies between two empty lines; it is open from its first byte to the line end of the empty line. */
    private boolean open;

    private boolean lineEmpty = true;
    private boolean afterCr;

    /** @param maxEventBytes the most to hold of one event, line ends included; larger events are handed out without their data */
    public EventScanner(int maxEventBytes) {
        if (maxEventBytes < 1) {
            throw new IllegalArgumentException("maximum of event bytes: " + maxEventBytes + " (expected: > 0)");
        }
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public void feed(ByteBuffer chunk, Consumer<SseEvent> events) {
        ByteBuffer bytes = chunk.asReadOnlyBuffer();
        int limit = bytes.limit();
        int start = bytes.position();
        int i = start;
        while (i < limit) {
            if (isLineEnd(bytes.get(i))) {
                boolean ends = endsBlock(bytes.get(i));
                i++;
                if (ends) {
                    complete(bytes, start, i, events);
                }
            } else {
                start = open ? start : i;
                open = true;
                i = skipText(bytes, i);
            }
        }
        if (open) {
            hold(bytes, start, limit);
        }
        chunk.position(limit);
    }

    /** Whether the bytes so far end between two events, so that another event could be put in here. */
    public boolean atBoundary() {
        return !open;
    }

    @Override
    public long bytesSinceBoundary() {
        return open ? earlierBytes : 0;
    }

    /** Where the line that goes through {@code from} ends, or {@code end} where it does not. */
    static int lineEnd(ByteBuffer bytes, int from, int end) {
        int i = from;
        while (i < end && !isLineEnd(bytes.get(i))) {
            i++;
        }
        return i;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    /** Steps over the rest of a line's text, up to its line end or the end of the chunk. */
    private int skipText(ByteBuffer bytes, int from) {
        lineEmpty = false;
        afterCr = false;
        return lineEnd(bytes, from, bytes.limit());
    }

    /** Steps over a byte that ends a line, and says whether that line was the empty one after a block. */
    private boolean endsBlock(byte lineEnd) {
        boolean secondHalf = lineEnd == '\n' && afterCr;
        afterCr = lineEnd == '\r';
        if (secondHalf) {
            return false;
        }
        boolean ends = open && lineEmpty;
        lineEmpty = true;
        return ends;
    }

    private void complete(ByteBuffer bytes, int start, int end, Consumer<SseEvent> events) {
        boolean whole = earlierBytes + (end - start) <= maxEventBytes;
        SseEvent event;
        if (earlierBytes == 0) {
            event = read(bytes, start, end, whole);
        } else {
            hold(bytes, start, end);
            event = read(ByteBuffer.wrap(held).asReadOnlyBuffer(), 0, heldBytes, whole);
        }
        open = false;
        heldBytes = 0;
        earlierBytes = 0;
        if (event != null) {
            events.accept(event);
        }
    }

    private @Nullable SseEvent read(ByteBuffer bytes, int start, int end, boolean whole) {
        return whole
                ? reader.read(bytes, start, end)
                : reader.readName(bytes, start, Math.min(end, start + maxEventBytes));
    }

    private void hold(ByteBuffer bytes, int start, int end) {
        int taken = Math.min(end - start, maxEventBytes - heldBytes);
        int needed = heldBytes + taken;
        if (needed > held.length) {
            long doubled = Math.max(FIRST_HOLD, 2L * held.length);
            held = Arrays.copyOf(held, (int) Math.min(maxEventBytes, Math.max(needed, doubled)));
        }
        bytes.get(start, held, heldBytes, taken);
        heldBytes = needed;
        earlierBytes += end - start;
    }
}
