package org.llmrelay.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A stream as the mock upstream sends it: a start with the head, deltas that are all alike, and an end. Confined to its loop's thread. */
final class CannedStream {
    private final ByteBuffer start;
    private final ByteBuffer delta;
    private final ByteBuffer end;
    private final boolean asked;

    /** A stream for requests that ask for it in their body. */
    CannedStream(String start, String delta, String end) {
        this(start, delta, end, false);
    }

    /** @param asked whether the path has asked for it already */
    CannedStream(String start, String delta, String end, boolean asked) {
        this.asked = asked;
        this.start = direct(start);
        this.delta = direct(delta);
        this.end = direct(end);
    }

    boolean isAsked() {
        return asked;
    }

    ByteBuffer start() {
        return start.rewind();
    }

    ByteBuffer delta() {
        return delta.rewind();
    }

    ByteBuffer end() {
        return end.rewind();
    }

    /** One event as one chunk. */
    static String chunk(String event) {
        return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    /** What ends the chunks. */
    static String noMore() {
        return "0\r\n\r\n";
    }

    /** The head of a stream. */
    static String head() {
        return """
                HTTP/1.1 200 OK\r
                Date: Mon, 02 Nov 2026 10:00:00 GMT\r
                x-request-id: req_011CSHoEeqs5C35K2UUqR7Fy\r
                Content-Type: text/event-stream; charset=utf-8\r
                Transfer-Encoding: chunked\r
                \r
                """;
    }

    static ByteBuffer direct(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
