package org.llmrelay.upstream.hc5;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of a body may be under way between the socket and the caller. Credit reaches the connection only when it
 * has run dry and a quarter of the window is free: each time costs a wake-up of its I/O thread. Thread-safe.
 */
final class Window {
    /** What a connection reads unasked: with one byte it stops after the first buffer, until the body is wanted. */
    static final int INITIAL = 1;

    static final int SIZE = 64 * 1024;

    private static final int NEARLY_FULL = SIZE / 4 * 3;

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger credit = new AtomicInteger(SIZE - INITIAL);
    private final AtomicReference<@Nullable CapacityChannel> dry = new AtomicReference<>();
    private volatile boolean open;

    /** The body is wanted. */
    void open() {
        open = true;
        refill();
    }

    /** Bytes were handed to the reader. */
    void took(int bytes) {
        underWay.addAndGet(bytes);
    }

    /** The reader is done with bytes. */
    void credit(int bytes) {
        credit.addAndGet(bytes);
        underWay.addAndGet(-bytes);
        refill();
    }

    /** The connection does not read on before it has been told to. */
    void ranDry(CapacityChannel connection) {
        dry.set(connection);
        refill();
    }

    private void refill() {
        while (mayReadOn()) {
            CapacityChannel connection = dry.getAndSet(null);
            if (connection == null) {
                return;
            }
            if (mayReadOn()) {
                refill(connection);
                return;
            }
            // It read a whole window since we asked, and ran dry again: there is nothing to give it.
            dry.set(connection);
        }
    }

    private boolean mayReadOn() {
        return open && underWay.get() <= NEARLY_FULL;
    }

    private void refill(CapacityChannel connection) {
        try {
            connection.update(credit.getAndSet(0));
        } catch (IOException | CancelledKeyException e) {
            // It is being closed, of which the reader hears in its own way.
        }
    }
}
