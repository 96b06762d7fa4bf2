package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import org.llmrelay.upstream.UpstreamRequest;

/** A request on its way out. Confined to the I/O thread of its connection. */
final class Sending {
    // The JDK copies what is written into memory outside the heap, which it keeps: not a whole body at once.
    private static final int AT_ONCE = 128 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final RequestHead head;
    private ByteBuffer rest;
    private boolean done;

    Sending(UpstreamRequest request) {
        head = new RequestHead(request);
        rest = request.body().buffer();
    }

    void begin(RequestChannel socket, HttpContext context) throws HttpException, IOException {
        @Nullable EntityDetails body = rest.hasRemaining() ? new BasicEntityDetails(rest.remaining(), null) : null;
        done = body == null;
        socket.sendRequest(head, body, context);
    }

    /**
     * Writes until the socket is full or nothing is left. An upstream that closed on us may have said why: a write that fails
     * ends the sending only, and reading tells the rest.
     */
    void writeTo(DataStreamChannel socket) throws IOException {
        try {
            write(socket);
        } catch (IOException e) {
            stop();
        }
    }

    /** Sends no more of a body that nobody wants. */
    void stop() {
        rest = NOTHING;
    }

    private void write(DataStreamChannel socket) throws IOException {
        if (!rest.hasRemaining()) {
            return;
        }
        int end = rest.limit();
        int written;
        do {
            rest.limit(Math.min(end, rest.position() + AT_ONCE));
            written = socket.write(rest);
            rest.limit(end);
        } while (written > 0 && rest.hasRemaining());
        if (!rest.hasRemaining()) {
            done = true;
            // An answer may take long: the request's bytes are not kept for it.
            rest = NOTHING;
            socket.endStream();
        }
    }

    int left() {
        return rest.remaining();
    }

    boolean isDone() {
        return done;
    }
}
