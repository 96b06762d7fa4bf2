package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A socket that is not asked again once it has given less than there was room for, until its next turn. HttpCore's decoder of
 * chunks asks three times for each chunk, and two of them are for nothing. Confined to one I/O thread.
 */
final class SocketOnce implements ReadableByteChannel {
    private final ReadableByteChannel socket;
    private boolean isDry;

    SocketOnce(ReadableByteChannel socket) {
        this.socket = socket;
    }

    /** The selector said that there may be more. */
    void nextTurn() {
        isDry = false;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (isDry) {
            return 0;
        }
        int room = into.remaining();
        int count = socket.read(into);
        isDry = count >= 0 && count < room;
        return count;
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
