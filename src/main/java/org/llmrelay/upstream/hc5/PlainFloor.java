package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/** What a second TLS stands on: the plain side of the first one, with a handler of its own. Bytes are confined to the I/O thread. */
final class PlainFloor extends SessionOver {
    private final IOSession outer;
    private ByteBuffer offered = Dialogue.SILENCE;
    private volatile @Nullable IOEventHandler handler;

    PlainFloor(IOSession outer) {
        this.outer = outer;
    }

    @Override
    IOSession below() {
        return outer;
    }

    /** Bytes to be read next; the caller sees to it that all of them are. */
    void offer(ByteBuffer bytes) {
        offered = bytes;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!offered.hasRemaining()) {
            return outer.read(into);
        }
        int count = Math.min(into.remaining(), offered.remaining());
        into.put(offered.slice().limit(count));
        offered.position(offered.position() + count);
        return count;
    }

    /** Nothing to write must not become an empty TLS record. */
    @Override
    public int write(ByteBuffer from) throws IOException {
        return from.hasRemaining() ? outer.write(from) : 0;
    }

    @Override
    public @Nullable IOEventHandler getHandler() {
        return handler;
    }

    @Override
    public void upgrade(IOEventHandler next) {
        handler = next;
    }
}
