package org.llmrelay.fake;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** A request's body without its transfer coding. Ends with the body, not with the connection. */
final class RequestBody extends InputStream {
    private final RequestReader reader;
    private final boolean chunked;
    private long left;
    private boolean over;
    private boolean begun;

    RequestBody(RequestReader reader, boolean chunked, long length) {
        this.reader = reader;
        this.chunked = chunked;
        this.left = length;
        this.over = !chunked && length == 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (chunked && left == 0 && !over) {
            nextChunk();
        }
        if (over) {
            return -1;
        }
        int n = reader.read(bytes, from, (int) Math.min(length, left));
        left -= n;
        over = !chunked && left == 0;
        return n;
    }

    private void nextChunk() throws IOException {
        if (begun) {
            requireEmpty(reader.line());
        }
        begun = true;
        String size = reader.line();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new ProtocolException("chunk size: " + size);
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            requireEmpty(reader.line());
            over = true;
        }
    }

    private static void requireEmpty(String line) throws ProtocolException {
        if (!line.isEmpty()) {
            throw new ProtocolException("a chunk that does not end where it said");
        }
    }
}
