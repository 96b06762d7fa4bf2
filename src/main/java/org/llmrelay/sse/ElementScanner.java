package org.llmrelay.sse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Finds whole objects in a JSON array that comes in chunks, and hands each out as the data of an event without a name. Takes the document to be
 * well-formed; from another it cuts nonsense, but never holds more than its bound. A document that is one object is handed out too, and has no boundary.
 * Confined to one stream.
 */
public final class ElementScanner implements PieceScanner {
    private final int maxElementBytes;
    private final ByteArrayOutputStream element = new ByteArrayOutputStream();

    private int depth;
    private boolean begun;
    private boolean inArray;
    private boolean inString;
    private boolean escaped;
    private boolean tooLarge;
    private long sinceBoundary;

    /** @param maxElementBytes the most to hold of one element; larger ones are handed out without their data */
    public ElementScanner(int maxElementBytes) {
        if (maxElementBytes < 1) {
            throw new IllegalArgumentException("maximum of element bytes: " + maxElementBytes + " (expected: > 0)");
        }
        this.maxElementBytes = maxElementBytes;
    }

    @Override
    public void feed(ByteBuffer chunk, Consumer<SseEvent> pieces) {
        while (chunk.hasRemaining()) {
            int from = chunk.position();
            if (inString && !escaped) {
                skipText(chunk);
            }
            if (chunk.hasRemaining()) {
                step(chunk.get(), chunk, from, pieces);
            } else {
                take(chunk, from);
            }
        }
    }

    @Override
    public long bytesSinceBoundary() {
        return sinceBoundary;
    }

    private static void skipText(ByteBuffer chunk) {
        int i = chunk.position();
        int limit = chunk.limit();
        while (i < limit && chunk.get(i) != '"' && chunk.get(i) != '\\') {
            i++;
        }
        chunk.position(i);
    }

    /** Takes in the bytes from {@code from} up to {@code b}, which has been read. */
    private void step(byte b, ByteBuffer chunk, int from, Consumer<SseEvent> pieces) {
        boolean opens = !inString && (b == '{' || b == '[');
        if (opens) {
            open(b);
        }
        take(chunk, from);
        if (inString) {
            text(b);
        } else if (b == '"') {
            inString = true;
        } else if (b == '}' || b == ']') {
            close(pieces);
        }
    }

    private void open(byte b) {
        if (!begun) {
            begun = true;
            inArray = b == '[';
            depth = inArray ? 0 : 1;
            return;
        }
        depth++;
    }

    private void text(byte b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inString = false;
        }
    }

    private void close(Consumer<SseEvent> pieces) {
        depth--;
        if (depth != 0) {
            return;
        }
        ByteBuffer data = tooLarge ? DataLines.NONE : ByteBuffer.wrap(element.toByteArray());
        element.reset();
        tooLarge = false;
        if (inArray) {
            sinceBoundary = 0;
        }
        pieces.accept(new SseEvent("", data.asReadOnlyBuffer()));
    }

    private void take(ByteBuffer chunk, int from) {
        int count = chunk.position() - from;
        sinceBoundary += count;
        if (depth < 1 || tooLarge) {
            return;
        }
        if (element.size() + count > maxElementBytes) {
            tooLarge = true;
            element.reset();
            return;
        }
        for (int i = from; i < chunk.position(); i++) {
            element.write(chunk.get(i));
        }
    }
}
