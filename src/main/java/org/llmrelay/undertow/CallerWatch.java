package org.llmrelay.undertow;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.Options;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Listens to a connection while its request is being answered. Undertow does not read then, so that a caller who left would go unnoticed until a write
 * fails. The end of input is taken for leaving, as nginx does; bytes are the next request, which is put back for Undertow, and the watch is over.
 * Thread-safe: the selector's thread and the thread that completes the response hand over by {@link #state}.
 */
final class CallerWatch implements ChannelListener<ConduitStreamSourceChannel>, ExchangeCompletionListener {
    private final HttpServerConnection connection;
    private final Runnable gone;
    private final AtomicReference<State> state = new AtomicReference<>(State.WATCHING);

    private volatile @Nullable NextListener completion;
    private int readTimeout;

    private enum State {
        WATCHING,
        /** The I/O thread is reading. */
        READING,
        /** The response was completed while the I/O thread was reading: that thread goes on with the completion. */
        COMPLETING,
        OVER
    }

    CallerWatch(HttpServerConnection connection, Runnable gone) {
        this.connection = connection;
        this.gone = gone;
    }

    void begin(HttpServerExchange exchange) {
        if (connection.getExtraBytes() != null) {
            return;
        }
        if (!connection.isOpen()) {
            gone.run();
            return;
        }
        exchange.addExchangeCompleteListener(this);
        suspendReadTimeout();
        connection.getChannel().getSourceChannel().setReadListener(this);
        // Undertow leaves reads resumed when the response is complete, so this costs nothing that would not be spent
        // then.
        connection.getOriginalSourceConduit().resumeReads();
    }

    /** There is something to read. Called on the I/O thread. */
    @Override
    public void handleEvent(ConduitStreamSourceChannel channel) {
        if (!state.compareAndSet(State.WATCHING, State.READING)) {
            // Undertow has the connection back, and its own listener is about to be seen: the event is repeated until
            // it is handled.
            return;
        }
        boolean silent = isSilent();
        if (!state.compareAndSet(State.READING, silent ? State.WATCHING : State.OVER)) {
            complete();
        }
    }

    /** The response is complete, on whichever thread. */
    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        completion = next;
        if (state.compareAndSet(State.READING, State.COMPLETING)) {
            return;
        }
        if (state.compareAndSet(State.WATCHING, State.OVER) || state.get() == State.OVER) {
            complete();
        } else {
            exchangeEvent(exchange, next);
        }
    }

    private void complete() {
        state.set(State.OVER);
        restoreReadTimeout();
        NextListener next = completion;
        if (next != null) {
            next.proceed();
        }
    }

    private boolean isSilent() {
        PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
        int count = read(pooled);
        if (count == 0) {
            pooled.close();
            return true;
        }
        connection.getOriginalSourceConduit().suspendReads();
        if (count > 0) {
            pooled.getBuffer().flip();
            connection.ungetRequestBytes(pooled);
        } else {
            pooled.close();
            gone.run();
        }
        return false;
    }

    private int read(PooledByteBuffer pooled) {
        try {
            return connection.getOriginalSourceConduit().read(pooled.getBuffer());
        } catch (IOException e) {
            return -1;
        }
    }

    // Undertow would close a connection that waits for input longer than its read time-out, whatever is being written
    // meanwhile.
    private void suspendReadTimeout() {
        readTimeout = readTimeout();
        if (readTimeout > 0) {
            connection.getOriginalSourceConduit().suspendReads();
            setReadTimeout(0);
        }
    }

    private void restoreReadTimeout() {
        if (readTimeout > 0) {
            setReadTimeout(readTimeout);
        }
    }

    private int readTimeout() {
        try {
            Integer value = connection.getOption(Options.READ_TIMEOUT);
            return value == null ? 0 : value;
        } catch (IOException e) {
            return 0;
        }
    }

    private void setReadTimeout(int millis) {
        try {
            connection.setOption(Options.READ_TIMEOUT, millis);
        } catch (IOException e) {
            // Only a closed socket refuses, and it has no time-outs.
            readTimeout = 0;
        }
    }
}
