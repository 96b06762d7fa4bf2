package org.llmrelay.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** The one read buffer that all connections of a selector thread share. */
final class ReadBuffer {

    private static final int SIZE = 64 * 1024;

    // A direct buffer saves the JDK's own copy; an array is quicker to scan. One bulk copy gives both.
    private final ByteBuffer direct = ByteBuffer.allocateDirect(SIZE);
    private final byte[] bytes = new byte[SIZE];

    /** Reads once; returns how many bytes now lie in {@link #bytes()}, or -1 at the end. */
    int readFrom(ReadableByteChannel channel) throws IOException {
        direct.clear();
        int length = channel.read(direct);
        if (length > 0) {
            direct.flip().get(bytes, 0, length);
        }
        return length;
    }

    byte[] bytes() {
        return bytes;
    }
}
