package org.llmrelay.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body without its chunk framing. Ends where the last chunk says so, and breaks where the connection ends before that. */
final class Chunked extends InputStream {
    private final InputStream in;
    private long left;
    private boolean begun;
    private boolean over;

    Chunked(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !over) {
            nextChunk();
        }
        if (over) {
            return -1;
        }
        int read = in.read(bytes, from, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the connection ended within a chunk");
        }
        left -= read;
        return read;
    }

    private void nextChunk() throws IOException {
        if (begun) {
            require(line().isEmpty());
        }
        begun = true;
        String size = line();
        require(size.matches("[0-9a-fA-F]{1,15}"));
        left = Long.parseLong(size, 16);
        over = left == 0;
        if (over) {
            require(line().isEmpty());
        }
    }

    private static void require(boolean proper) throws IOException {
        if (!proper) {
            throw new IOException("not chunked as it should be");
        }
    }

    private String line() throws IOException {
        byte[] bytes = new byte[64];
        int count = 0;
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the connection ended between two chunks");
            }
            bytes[count++] = (byte) octet;
        }
        return new String(bytes, 0, count, ISO_8859_1).strip();
    }
}
