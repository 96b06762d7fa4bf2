package org.llmrelay.fake;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** One request and what became of it, live and afterwards. All times are on the {@code System.nanoTime} scale. Thread-safe. */
public final class Exchange {
    private static final Duration GLANCE = Duration.ofMillis(2);
    private static final Duration CLOSING_TIME = Duration.ofSeconds(15);

    private final int number;
    private final CompletableFuture<Fate> fate = new CompletableFuture<>();
    private final CompletableFuture<Long> callerClosed = new CompletableFuture<>();
    private final CompletableFuture<Void> abandoned = new CompletableFuture<>();
    private final SentBody sent = new SentBody();
    private final AtomicLong bodyBytesRead = new AtomicLong();
    private final AtomicLong bytesWritten = new AtomicLong();
    private volatile long lastWrittenNanos;
    private volatile ReceivedRequest request;

    Exchange(int number, ReceivedRequest request) {
        this.number = number;
        this.request = request;
        this.lastWrittenNanos = request.arrivedNanos();
    }

    // --- what a test asks

    /** Counts from 1 in order of arrival. */
    public int number() {
        return number;
    }

    public ReceivedRequest request() {
        return request;
    }

    /** The value of the {@code request-id} header in the answer. */
    public String requestId() {
        return "req_011CVfake%011d".formatted(number);
    }

    public Fate fate() {
        return fate.getNow(Fate.PLAYING);
    }

    /** Waits for the end; fails the test after {@code patience}. */
    public Fate awaitEnd(Duration patience) throws InterruptedException {
        return await(fate, patience, "is not over");
    }

    /** Waits until the caller has closed its connection during this exchange, and says when; fails the test after {@code patience}. */
    public long awaitCallerClosed(Duration patience) throws InterruptedException {
        return await(callerClosed, patience, "was not closed by its caller");
    }

    /** Bytes of the request's body that the fake has taken so far. */
    public long bodyBytesRead() {
        return bodyBytesRead.get();
    }

    /** Bytes that the socket has accepted so far, head and framing included. */
    public long bytesWritten() {
        return bytesWritten.get();
    }

    /** Bytes of the answer's body handed to the socket so far, framing left out. */
    public long bodyBytesWritten() {
        return sent.size();
    }

    /** The first MiB of the answer's body as sent (with its content coding, without chunk framing); waits for the end. */
    public byte[] bodySent() throws InterruptedException {
        requireOver();
        return sent.beginning();
    }

    /** SHA-256 in hex of the answer's body as sent; waits for the end. */
    public String bodyDigest() throws InterruptedException {
        requireOver();
        return sent.digest();
    }

    /**
     * Waits until the socket has taken nothing for {@code quiet} although the answer is not over: the caller holds it back.
     *
     * @return the bytes that the socket took until then
     */
    public long awaitWriterBlocked(Duration quiet, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - lastWrittenNanos < quiet.toNanos()) {
            if (System.nanoTime() - deadline > 0 || isOverWithin(GLANCE)) {
                throw new AssertionError(this + " never blocked");
            }
        }
        return bytesWritten();
    }

    // --- what a behaviour uses

    /** Stands at {@code hold} until it is released, or leaves when the connection is over. */
    public void standAt(Hold hold) throws IOException {
        CompletableFuture.anyOf(hold.stand(), abandoned).join();
        requireCaller();
    }

    /** Lets time pass, or leaves when the connection is over. */
    public void pause(Duration pause) throws IOException {
        if (pause.isZero()) {
            return;
        }
        try {
            abandoned.get(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (InterruptedException | ExecutionException e) {
            throw new PlayEnded(Fate.BROKEN);
        }
        throw new PlayEnded(Fate.CALLER_CLOSED);
    }

    void requireCaller() throws PlayEnded {
        if (abandoned.isDone()) {
            throw new PlayEnded(Fate.CALLER_CLOSED);
        }
    }

    // --- what the connection tells

    void bodyPartRead(int bytes) {
        bodyBytesRead.addAndGet(bytes);
    }

    void requestRead(byte[] body) {
        request = request.withBody(body);
    }

    void accepted(int bytes) {
        bytesWritten.addAndGet(bytes);
        lastWrittenNanos = System.nanoTime();
    }

    void bodyPartSent(byte[] bytes, int from, int length) {
        sent.add(bytes, from, length);
    }

    void callerClosed() {
        if (!fate.isDone()) {
            callerClosed.complete(System.nanoTime());
        }
        abandon();
    }

    void abandon() {
        abandoned.complete(null);
    }

    void end(Fate ending) {
        fate.complete(ending);
    }

    private boolean isOverWithin(Duration glance) throws InterruptedException {
        try {
            fate.get(glance.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fate never fails", e);
        }
    }

    private <T> T await(CompletableFuture<T> future, Duration patience, String complaint) throws InterruptedException {
        try {
            return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError(this + " " + complaint + " within " + patience, e);
        }
    }

    /** A caller may have the whole answer a moment before the fake has closed its books. */
    private void requireOver() throws InterruptedException {
        if (!isOverWithin(CLOSING_TIME)) {
            throw new AssertionError(this + " is not over within " + CLOSING_TIME);
        }
    }

    @Override
    public String toString() {
        return "exchange " + number + " (" + request + ", " + fate() + ", " + bytesWritten + " bytes written)";
    }
}
