package org.llmrelay.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One caller: sends a request, times its answer, reports it. Confined to the load generator's thread. */
final class LoadConnection implements HttpFraming.Sink {

    /** Is told what became of a connection's calls. */
    interface Watcher {
        void connected(LoadConnection connection) throws IOException;

        void answered(LoadConnection connection) throws IOException;

        void broken(LoadConnection connection, String complaint);
    }

    /** What stands near the end of a whole stream, in each of the dialects. */
    private static final List<byte[]> STREAM_ENDS = Stream.of(
                    "event: message_stop", "data: [DONE]", "\"status\":\"completed\"}}", "\"finishReason\":\"STOP\"}]}")
            .map(mark -> mark.getBytes(StandardCharsets.US_ASCII))
            .toList();

    private static final int TAIL = 128;

    private final Watcher watcher;
    private final SocketChannel channel;
    private final Link link;
    private final long openedAt = System.nanoTime();
    private final byte[] tail = new byte[TAIL];
    private int tailLength;
    private boolean waiting;
    private long sentAt;
    private long firstByteAt;
    private String statusLine = "";
    private int status;

    LoadConnection(Watcher watcher, SocketChannel channel, SelectionKey key) {
        this.watcher = watcher;
        this.channel = channel;
        this.link = new Link(channel, key, this);
    }

    void ready(SelectionKey key, ReadBuffer buffer) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                connected(key);
                return;
            }
            if (key.isWritable()) {
                link.sendPending();
            }
            if (key.isReadable()) {
                link.receive(buffer);
            }
        } catch (IOException e) {
            link.close();
            watcher.broken(this, e.toString());
        }
    }

    void connected(SelectionKey key) throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        watcher.connected(this);
    }

    void send(ByteBuffer request) throws IOException {
        waiting = true;
        firstByteAt = 0;
        tailLength = 0;
        sentAt = System.nanoTime();
        link.send(request);
    }

    @Override
    public void head(HttpHead head) {
        status = head.status();
        statusLine = status == 200 ? "" : head.toString();
    }

    @Override
    public void body(byte[] bytes, int from, int length) {
        if (firstByteAt == 0) {
            firstByteAt = System.nanoTime();
        }
        keepTail(bytes, from, length);
    }

    private void keepTail(byte[] bytes, int from, int length) {
        int taken = Math.min(length, TAIL);
        int kept = Math.min(tailLength, TAIL - taken);
        System.arraycopy(tail, tailLength - kept, tail, 0, kept);
        System.arraycopy(bytes, from + length - taken, tail, kept, taken);
        tailLength = kept + taken;
    }

    @Override
    public void end() throws IOException {
        waiting = false;
        if (status == 200) {
            watcher.answered(this);
            return;
        }
        watcher.broken(this, statusLine + " " + new String(tail, 0, tailLength, StandardCharsets.UTF_8));
        link.close();
    }

    /** True from the sending of a request to the last byte of its answer. */
    boolean isWaiting() {
        return waiting;
    }

    boolean sawStreamEnd() {
        return STREAM_ENDS.stream().anyMatch(this::isInTail);
    }

    private boolean isInTail(byte[] mark) {
        for (int at = 0; at + mark.length <= tailLength; at++) {
            if (Arrays.equals(tail, at, at + mark.length, mark, 0, mark.length)) {
                return true;
            }
        }
        return false;
    }

    long nanosSinceSent() {
        return System.nanoTime() - sentAt;
    }

    /** From the start of connecting to the first byte of the body. */
    long nanosToFirstByte() {
        return firstByteAt - openedAt;
    }

    void close() {
        link.close();
    }
}
