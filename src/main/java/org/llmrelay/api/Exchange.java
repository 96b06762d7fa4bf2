package org.llmrelay.api;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.llmrelay.wire.Rendering;

/**
 * One request and its response, taken out of the container's hands: it has no time-out and no thread, and lasts until {@link #complete} or {@link #cut}.
 * Thread-safe, except that a response has one writer.
 */
final class Exchange implements AsyncListener {
    /** Far longer than a container needs to take leave of a request that it was told to wait with. */
    private static final int DISPATCH_MILLIS = 50;

    private final AsyncContext async;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Connection connection;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final AtomicReference<Runnable> concerned = new AtomicReference<>(Exchange::nobody);

    private Exchange(AsyncContext async) {
        this.async = async;
        this.request = (HttpServletRequest) async.getRequest();
        this.response = (HttpServletResponse) async.getResponse();
        this.connection = Connection.of(request);
    }

    /** Takes over a context that was started by the thread that calls. */
    static Exchange begin(AsyncContext async) {
        Exchange exchange = new Exchange(async);
        async.setTimeout(0);
        async.addListener(exchange);
        return exchange;
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    Connection connection() {
        return connection;
    }

    /** Runs work that may block on one of the container's threads. */
    void start(Runnable work) {
        async.start(work);
    }

    /** Names who is told, once, when the caller leaves, instead of who was named before; called after the request was read. */
    void onGone(Runnable told) {
        concerned.set(told);
        if (gone.get()) {
            tell();
            return;
        }
        if (watched.compareAndSet(false, true)) {
            connection.onGone(this::gone);
        }
    }

    /** The caller has left. Idempotent, and of no interest once the response is over. */
    void gone() {
        if (!over.get() && gone.compareAndSet(false, true)) {
            tell();
        }
    }

    boolean isGone() {
        return gone.get();
    }

    /** Lets the container bring the request once more, to whom it brought it before. Called by the thread that has the request. */
    void giveBack() {
        async.dispatch();
    }

    /** Does so from any other thread. */
    void giveBackSoon(ScheduledExecutorService timer) {
        if (connection.isOpenToUs()) {
            async.dispatch();
            return;
        }
        // Payara loses a dispatch that meets the end of the one before it, which a body that comes right after its head
        // makes likely; and then nobody ever answers.
        Future<?> unused = timer.schedule(this::giveBack, DISPATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ends the response as it should be ended. Idempotent. */
    void complete() {
        if (over.compareAndSet(false, true)) {
            hand();
        }
    }

    /** Ends the response by ending the connection. Idempotent, and nothing after {@link #complete}. */
    void cut() {
        if (over.compareAndSet(false, true)) {
            connection.cut();
            hand();
        }
    }

    /** Makes sure that the caller sees the end of an answer whose length is not known. */
    void frameByChunks() {
        // Undertow would let the end of the connection be the end of the answer where the connection is to be closed
        // anyway, and hide that something is cut.
        if (connection.isOpenToUs() && "HTTP/1.1".equals(request.getProtocol())) {
            response.setHeader("transfer-encoding", "chunked");
        }
    }

    /** Writes a whole small answer. May block for a moment. */
    void write(Rendering answer) throws IOException {
        response.setStatus(answer.status());
        answer.headers().fields().forEach(field -> response.addHeader(field.name(), field.value()));
        response.setContentLength(answer.body().size());
        response.getOutputStream().write(answer.body().array());
    }

    /** Writes a whole small answer and ends. */
    void answer(Rendering answer) {
        try {
            write(answer);
            complete();
        } catch (IOException | IllegalStateException e) {
            cut();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        gone();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // Whoever completed it knows.
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // There is none.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it anew.
    }

    private void tell() {
        concerned.getAndSet(Exchange::nobody).run();
    }

    private static void nobody() {
        // Nobody is concerned.
    }

    private void hand() {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            // The container has completed it, after an error of its own.
            over.set(true);
        }
    }
}
