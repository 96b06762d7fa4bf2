package org.llmrelay.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A caller of the mock upstream: reads one request after the other and answers each. Confined to its loop's thread. */
final class UpstreamConnection implements HttpFraming.Sink {

    private static final byte[] EVENTS = "x-bench-events".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INTERVAL = "x-bench-interval-ms".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STREAM_FIELD = "\"stream\":".getBytes(StandardCharsets.US_ASCII);
    private static final int KEPT = 64 * 1024;

    private final UpstreamLoop loop;
    private final Link link;
    private byte[] body = new byte[8 * 1024];
    private int bodyLength;
    private long eventsLeft;
    private long intervalNanos;
    private long due;
    private CannedStream stream;

    UpstreamConnection(UpstreamLoop loop, SocketChannel channel, SelectionKey key) {
        this.loop = loop;
        this.stream = loop.answers().messages();
        this.link = new Link(channel, key, this);
    }

    void ready(SelectionKey key, ReadBuffer buffer) {
        try {
            if (key.isWritable()) {
                link.sendPending();
            }
            if (key.isReadable()) {
                link.receive(buffer);
            }
        } catch (IOException e) {
            // The caller went away or broke HTTP; either way this connection is over.
            link.close();
        }
    }

    @Override
    public void head(HttpHead head) {
        bodyLength = 0;
        stream = loop.answers().stream(head);
        eventsLeft = head.number(EVENTS, loop.events());
        intervalNanos = TimeUnit.MILLISECONDS.toNanos(head.number(INTERVAL, loop.intervalMillis()));
    }

    @Override
    public void body(byte[] bytes, int from, int length) {
        if (bodyLength + length > body.length) {
            body = Arrays.copyOf(body, Math.max(body.length * 2, bodyLength + length));
        }
        System.arraycopy(bytes, from, body, bodyLength, length);
        bodyLength += length;
    }

    @Override
    public void end() throws IOException {
        boolean streamed = stream.isAsked() || asksForStream();
        if (body.length > KEPT) {
            body = new byte[KEPT];
        }
        if (!streamed) {
            link.send(loop.answers().message());
            return;
        }
        link.send(stream.start());
        due = System.nanoTime() + intervalNanos;
        loop.schedule(this);
    }

    /** Searches from the end, where callers put the flag, so that a usual body is not scanned at all. */
    private boolean asksForStream() {
        for (int at = bodyLength - STREAM_FIELD.length - 1; at > 0; at--) {
            if (body[at] == '"' && isStreamField(at)) {
                return firstOfValue(at + STREAM_FIELD.length) == 't';
            }
        }
        return false;
    }

    private boolean isStreamField(int at) {
        return Arrays.equals(body, at, at + STREAM_FIELD.length, STREAM_FIELD, 0, STREAM_FIELD.length);
    }

    private byte firstOfValue(int from) {
        int at = from;
        while (at < bodyLength - 1 && body[at] <= ' ') {
            at++;
        }
        return body[at];
    }

    long due() {
        return due;
    }

    /** Sends the event that is due and asks for the next turn, until the stream has ended or its caller has gone. */
    void sendEvent() {
        if (!link.isOpen()) {
            return;
        }
        try {
            sendNext();
        } catch (IOException e) {
            link.close();
        }
    }

    private void sendNext() throws IOException {
        if (eventsLeft > 0) {
            link.send(stream.delta());
            eventsLeft--;
        }
        if (eventsLeft == 0) {
            link.send(stream.end());
            return;
        }
        due += intervalNanos;
        loop.schedule(this);
    }
}
