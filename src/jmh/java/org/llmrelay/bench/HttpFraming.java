package org.llmrelay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Finds the borders of the HTTP/1.1 messages of one connection, by length or by chunks. Confined to one selector thread. */
final class HttpFraming {

    /** Is told about the message being read, in order: its head, any number of body parts, its end. */
    interface Sink {
        void head(HttpHead head) throws IOException;

        void body(byte[] bytes, int from, int length) throws IOException;

        void end() throws IOException;
    }

    private enum Part {
        HEAD,
        SIZED,
        CHUNK_SIZE,
        CHUNK_EXTENSION,
        CHUNK,
        CHUNK_END,
        TRAILERS
    }

    private static final byte[] CONTENT_LENGTH = "content-length".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding".getBytes(StandardCharsets.US_ASCII);

    private final HttpHead head = new HttpHead();
    private final Sink sink;
    private Part part = Part.HEAD;
    private long remaining;
    private int trailerLength;

    HttpFraming(Sink sink) {
        this.sink = sink;
    }

    /** True between two messages, when the connection may close without loss. */
    boolean isBetweenMessages() {
        return part == Part.HEAD;
    }

    void feed(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            at = step(bytes, at, to);
        }
    }

    private int step(byte[] bytes, int at, int to) throws IOException {
        return switch (part) {
            case HEAD -> head(bytes, at, to);
            case SIZED, CHUNK -> body(bytes, at, to);
            case CHUNK_SIZE -> chunkSize(bytes[at], at);
            case CHUNK_EXTENSION -> chunkExtension(bytes[at], at);
            case CHUNK_END -> chunkEnd(bytes[at], at);
            case TRAILERS -> trailers(bytes[at], at);
        };
    }

    private int head(byte[] bytes, int at, int to) throws IOException {
        int next = head.take(bytes, at, to);
        if (head.isComplete()) {
            startBody();
        }
        return next;
    }

    private void startBody() throws IOException {
        boolean chunked = head.has(TRANSFER_ENCODING);
        // A response that only ends with its connection does not occur here: all parties keep connections alive.
        remaining = chunked ? 0 : head.number(CONTENT_LENGTH, 0);
        part = chunked ? Part.CHUNK_SIZE : Part.SIZED;
        sink.head(head);
        head.clear();
        if (!chunked && remaining == 0) {
            end();
        }
    }

    private int body(byte[] bytes, int at, int to) throws IOException {
        int length = (int) Math.min(remaining, to - at);
        sink.body(bytes, at, length);
        remaining -= length;
        if (remaining == 0) {
            endOfCounted();
        }
        return at + length;
    }

    private void endOfCounted() throws IOException {
        if (part == Part.CHUNK) {
            part = Part.CHUNK_END;
            return;
        }
        end();
    }

    private int chunkSize(byte next, int at) throws IOException {
        int digit = Character.digit(next, 16);
        if (digit >= 0) {
            remaining = remaining * 16 + digit;
            return at + 1;
        }
        part = Part.CHUNK_EXTENSION;
        return at;
    }

    private int chunkExtension(byte next, int at) {
        if (next == '\n') {
            trailerLength = 0;
            part = remaining == 0 ? Part.TRAILERS : Part.CHUNK;
        }
        return at + 1;
    }

    private int chunkEnd(byte next, int at) {
        if (next == '\n') {
            part = Part.CHUNK_SIZE;
        }
        return at + 1;
    }

    private int trailers(byte next, int at) throws IOException {
        if (next != '\n') {
            trailerLength += next == '\r' ? 0 : 1;
            return at + 1;
        }
        if (trailerLength == 0) {
            end();
        }
        trailerLength = 0;
        return at + 1;
    }

    private void end() throws IOException {
        part = Part.HEAD;
        sink.end();
    }
}
