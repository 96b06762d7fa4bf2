package org.llmrelay.undertow;

import io.undertow.UndertowLogger;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.Options;

/** The connection of one request, in the two words of the JDK that servlets understand. Thread-safe. */
final class CallerConnection implements Consumer<Runnable>, Runnable {
    private final HttpServerExchange exchange;

    CallerConnection(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Names who is told, on an I/O thread, when the caller leaves before the response is complete. Called at most once, after the request was read;
     * before that, reading itself tells. Over HTTP/2 nobody is told: there, the next write fails.
     */
    @Override
    public void accept(Runnable gone) {
        if (exchange.getConnection() instanceof HttpServerConnection connection && exchange.isRequestComplete()) {
            new CallerWatch(connection, gone).begin(exchange);
        }
    }

    /** Cuts the connection (over HTTP/2 the stream) soon, without a proper end of the response. */
    @Override
    public void run() {
        // On the I/O thread: there Undertow takes the failing close of the response for granted; elsewhere it logs an
        // error with its trace.
        try {
            exchange.getIoThread().execute(this::close);
        } catch (RejectedExecutionException e) {
            // The server is stopping.
            close();
        }
    }

    private void close() {
        if (exchange.getProtocol().equals(Protocols.HTTP_1_0)) {
            abortOnClose();
        }
        IoUtils.safeClose(exchange.getConnection());
    }

    // HTTP/1.0 has no other sign that an answer of unknown length is cut.
    private void abortOnClose() {
        try {
            exchange.getConnection().setOption(Options.CLOSE_ABORT, true);
        } catch (IOException e) {
            UndertowLogger.REQUEST_IO_LOGGER.ioException(e);
        }
    }
}
