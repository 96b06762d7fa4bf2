package org.llmrelay.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One non-blocking connection: writes at once what fits, keeps the rest until the socket takes it. Confined to one selector thread. */
final class Link {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final HttpFraming framing;
    private ByteBuffer pending = NOTHING;

    Link(SocketChannel channel, SelectionKey key, HttpFraming.Sink sink) {
        this.channel = channel;
        this.key = key;
        this.framing = new HttpFraming(sink);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    boolean isBetweenMessages() {
        return framing.isBetweenMessages();
    }

    void send(ByteBuffer bytes) throws IOException {
        if (!pending.hasRemaining()) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            keep(bytes);
        }
    }

    private void keep(ByteBuffer bytes) {
        ByteBuffer joined = ByteBuffer.allocate(pending.remaining() + bytes.remaining());
        pending = joined.put(pending).put(bytes).flip();
        key.interestOpsOr(SelectionKey.OP_WRITE);
    }

    void sendPending() throws IOException {
        channel.write(pending);
        if (!pending.hasRemaining()) {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    /** Reads once and hands the bytes to the framing; the end of the connection is an {@link EOFException}. */
    void receive(ReadBuffer buffer) throws IOException {
        int length = buffer.readFrom(channel);
        if (length < 0) {
            throw new EOFException("closed by the other side");
        }
        framing.feed(buffer.bytes(), 0, length);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nobody can act on a socket that does not close; the key is cancelled either way.
            key.cancel();
        }
    }
}
