package org.llmrelay.api;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Headers;
import org.llmrelay.stream.CallerSink;

/**
 * The way out through a servlet response. A small answer of known length goes into the response's own buffer and leaves with the end of the exchange;
 * anything else is written as the container finds room. As thread-safe as the port asks.
 */
final class ServletCallerSink implements CallerSink, WriteListener {
    private static final String CONTENT_LENGTH = "content-length";

    private final Exchange exchange;
    private final Runnable begun;

    private volatile boolean waitsForRoom;
    private volatile @Nullable Listener listener;
    private @Nullable ServletOutputStream out;

    private ServletCallerSink(Exchange exchange, Runnable begun) {
        this.exchange = exchange;
        this.begun = begun;
    }

    /**
     * @param streamed whether the answer will probably be long
     * @param begun runs when the head of the answer is sent, or there will be none; perhaps more than once
     */
    static ServletCallerSink of(Exchange exchange, boolean streamed, Runnable begun) {
        ServletCallerSink sink = new ServletCallerSink(exchange, begun);
        if (streamed) {
            // Now, because the container takes two turns of its threads before it says that there is room.
            sink.waitForRoom();
        }
        return sink;
    }

    @Override
    public void listen(Listener told) {
        listener = told;
        exchange.onGone(told::gone);
    }

    @Override
    public void head(int status, Headers headers) {
        begun.run();
        exchange.response().setStatus(status);
        long length = -1;
        for (Headers.Field field : headers.fields()) {
            if (field.isNamed(CONTENT_LENGTH)) {
                length = Long.parseLong(field.value());
                exchange.response().setContentLengthLong(length);
            } else {
                exchange.response().addHeader(field.name(), field.value());
            }
        }
        if (length < 0) {
            exchange.frameByChunks();
        }
        // Strictly less: a buffer that is full is written at once, and that may block.
        if (!waitsForRoom && (length < 0 || length >= exchange.response().getBufferSize())) {
            waitForRoom();
        }
    }

    @Override
    public boolean isReady() {
        return exchange.isGone() || !waitsForRoom || out().isReady();
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (exchange.isGone()) {
            return;
        }
        try {
            if (bytes.hasArray()) {
                out().write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            } else {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                out().write(copy);
            }
            bytes.position(bytes.limit());
        } catch (IOException e) {
            exchange.gone();
        }
    }

    @Override
    public void flush() {
        if (!waitsForRoom || exchange.isGone()) {
            return;
        }
        try {
            out().flush();
        } catch (IOException e) {
            exchange.gone();
        }
    }

    @Override
    public void end() {
        begun.run();
        exchange.complete();
    }

    @Override
    public void abort() {
        begun.run();
        exchange.cut();
    }

    @Override
    public void onWritePossible() {
        Listener told = listener;
        if (told != null) {
            told.writable();
        }
    }

    @Override
    public void onError(Throwable fault) {
        exchange.gone();
    }

    private void waitForRoom() {
        if (exchange.connection().isOpenToUs()) {
            // Undertow's flush leaves in its buffer what the socket does not take, and does not come back for it: one
            // byte is too small to be left in.
            exchange.response().setBufferSize(1);
        }
        waitsForRoom = true;
        out().setWriteListener(this);
    }

    private ServletOutputStream out() {
        ServletOutputStream known = out;
        if (known != null) {
            return known;
        }
        try {
            ServletOutputStream opened = exchange.response().getOutputStream();
            out = opened;
            return opened;
        } catch (IOException e) {
            throw new IllegalStateException("the response has no output stream", e);
        }
    }
}
