package org.llmrelay.it;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body of known length. Breaks where the connection ends before that. */
final class Sized extends InputStream {
    private final InputStream in;
    private long left;

    Sized(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(bytes, from, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the connection ended " + left + " bytes too early");
        }
        left -= read;
        return read;
    }
}
