package org.llmrelay.upstream.hc5;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.upstream.BodyReader;
import org.llmrelay.upstream.UpstreamExchange;

/** Reads a body and remembers it, or gives no credit for it. Checks that it is called as the port says. */
final class Reading implements BodyReader {
    private final UpstreamExchange exchange;
    private final boolean givesCredit;
    private final boolean keeps;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicLong count = new AtomicLong();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final CompletableFuture<UpstreamFault> broken = new CompletableFuture<>();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    private Reading(UpstreamExchange exchange, boolean givesCredit, boolean keeps) {
        this.exchange = exchange;
        this.givesCredit = givesCredit;
        this.keeps = keeps;
    }

    static Reading of(UpstreamExchange exchange) {
        return started(new Reading(exchange, true, true));
    }

    static Reading withoutCredit(UpstreamExchange exchange) {
        return started(new Reading(exchange, false, false));
    }

    static Reading counting(UpstreamExchange exchange) {
        return started(new Reading(exchange, true, false));
    }

    private static Reading started(Reading reading) {
        reading.exchange.read(reading);
        return reading;
    }

    @Override
    public void bytes(ByteBuffer chunk) {
        enter();
        int size = chunk.remaining();
        if (keeps) {
            byte[] copy = new byte[size];
            chunk.get(copy);
            body.writeBytes(copy);
        }
        count.addAndGet(size);
        if (givesCredit) {
            exchange.credit(size);
        }
        busy.set(false);
    }

    @Override
    public void end() {
        enter();
        whole.complete(body.toByteArray());
    }

    @Override
    public void broke(UpstreamFault fault) {
        enter();
        broken.complete(fault);
    }

    // The last call never leaves, so that one after it is seen too.
    private void enter() {
        if (!busy.compareAndSet(false, true)) {
            IllegalStateException overlap = new IllegalStateException("two calls at once, or one after the last");
            whole.completeExceptionally(overlap);
            broken.completeExceptionally(overlap);
            throw overlap;
        }
    }

    byte[] whole() throws Exception {
        return whole.get(20, TimeUnit.SECONDS);
    }

    UpstreamFault broken() throws Exception {
        return broken.get(20, TimeUnit.SECONDS);
    }

    /** What has come; only after the last call. */
    byte[] soFar() {
        return body.toByteArray();
    }

    long count() {
        return count.get();
    }

    boolean isOver() {
        return whole.isDone() || broken.isDone();
    }
}
