package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Headers;
import org.llmrelay.wire.Rendering;

/**
 * The way out to one caller: what is put in is written in order, as fast as the caller takes it. Its queue needs no bound of its own, because every
 * piece was paid for from the upstream's window and is credited back only once it is written. Thread-safe: one drain loop runs at a time, on
 * whichever thread brought the news.
 */
public final class Outflow {
    private final CallerSink sink;
    private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
    private final AtomicInteger news = new AtomicInteger();

    private volatile @Nullable Close close;
    private volatile @Nullable ByteBuffer pingDue;
    private volatile boolean stopped;
    private volatile boolean delivered;

    // Touched by the drain loop only.
    private boolean flushDue;
    private boolean betweenEvents;
    private boolean closed;
    private long announced;

    public Outflow(CallerSink sink) {
        this.sink = sink;
    }

    /** What goes out next. {@code written} is told the number of bytes once they are written. */
    private record Piece(@Nullable Head head, ByteBuffer bytes, boolean endsEvent, IntConsumer written) {}

    private record Head(int status, Headers headers) {}

    private record Close(boolean whole, Runnable then) {}

    /** The head, ahead of all bytes. */
    public void head(int status, Headers headers) {
        pieces.add(new Piece(new Head(status, headers), ByteBuffer.allocate(0), true, bytes -> {}));
    }

    /**
     * Bytes to write; they go out with the next {@link #drain}.
     *
     * @param endsEvent whether the bytes end where a server-sent event ends, so that a ping may follow
     * @param written hears how many bytes were written, when they are
     */
    public void add(ByteBuffer bytes, boolean endsEvent, IntConsumer written) {
        pieces.add(new Piece(null, bytes, endsEvent, written));
    }

    /** Sends a ping, if nothing else is waiting and the stream stands between two events. */
    public void ping(ByteBuffer ping) {
        pingDue = ping;
        drain();
    }

    /** A whole small answer, and then the end. {@code then} runs when the caller has been sent all of it. */
    public void answer(Rendering rendering, Runnable then) {
        head(
                rendering.status(),
                rendering
                        .headers()
                        .with(
                                "content-length",
                                Integer.toString(rendering.body().size())));
        add(rendering.body().buffer(), true, bytes -> {});
        close(true, then);
    }

    /**
     * Ends the answer when all before it is written.
     *
     * @param whole false to break the connection, so that the caller sees that something is missing
     * @param then runs once, after the end
     */
    public void close(boolean whole, Runnable then) {
        close = new Close(whole, then);
        drain();
    }

    /** The caller has left: nothing more is written, and nobody waits for the end. */
    public void stop() {
        stopped = true;
        drain();
    }

    /** Whether the caller was given as many bytes as the head announced: who leaves then has the whole answer. */
    public boolean isDelivered() {
        return delivered;
    }

    /** Whether something still waits for the caller. */
    public boolean isWaiting() {
        return !pieces.isEmpty();
    }

    /** Writes what the caller will take. Safe to call at any time from any thread. */
    public void drain() {
        if (news.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            writeWhatGoes();
            seen = news.addAndGet(-seen);
        } while (seen != 0);
    }

    private void writeWhatGoes() {
        if (closed) {
            return;
        }
        if (stopped) {
            closed = true;
            pieces.clear();
            sink.abort();
            return;
        }
        writePieces();
        writePing();
        if (flushDue && sink.isReady()) {
            flushDue = false;
            sink.flush();
        }
        closeWhenDone();
    }

    private void writePieces() {
        for (Piece piece = pieces.peek(); piece != null; piece = pieces.peek()) {
            int size = piece.bytes().remaining();
            if (piece.head() != null) {
                sink.head(piece.head().status(), piece.head().headers());
                announced = piece.head()
                        .headers()
                        .first("content-length")
                        .map(Long::valueOf)
                        .orElse(Long.MAX_VALUE);
            } else if (!sink.isReady()) {
                return;
            }
            announced -= size;
            // Before the write: a caller who has read the last byte may be gone before the write returns.
            delivered = announced <= 0;
            if (piece.head() == null) {
                write(piece.bytes());
            }
            betweenEvents = piece.endsEvent();
            pieces.remove();
            piece.written().accept(size);
        }
    }

    private void writePing() {
        ByteBuffer ping = pingDue;
        pingDue = null;
        if (ping != null && betweenEvents && pieces.isEmpty() && close == null && sink.isReady()) {
            write(ping);
        }
    }

    private void write(ByteBuffer bytes) {
        sink.write(bytes);
        flushDue = true;
    }

    private void closeWhenDone() {
        Close wish = close;
        if (wish == null || !pieces.isEmpty() || flushDue) {
            return;
        }
        closed = true;
        if (wish.whole()) {
            sink.end();
        } else {
            sink.abort();
        }
        wish.then().run();
    }
}
