package org.llmrelay.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.failure.RelayFailure;

/**
 * Reads a body that was not there at once, as it comes, without a thread. It gives up on a caller who stops sending or sends by the drop, and on what is
 * in the way, and drops the rest. Confined to one request; the container's reads and the clock meet at {@link #settled}.
 */
final class BodyReading implements ReadListener {
    static final CallerFault UNREADABLE = new CallerFault.Malformed("The request body could not be read");

    private static final int SLOWEST_BYTES_A_SECOND = 1024;

    private final Exchange exchange;
    private final BodyBuffer buffer;
    private final Patience patience;
    private final Result result;
    private final Lingering rest;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final long began;

    private volatile @Nullable Future<?> nextCheck;
    private volatile long lastProgress;
    private volatile long received;

    /** How long to wait, and by which clock. */
    record Patience(Duration limit, InstantSource clock, ScheduledExecutorService timer) {}

    /** Hears how it went, once, on a thread that must not be blocked. */
    interface Result {
        void whole();

        void failed(RelayFailure why, Lingering rest);
    }

    BodyReading(Exchange exchange, BodyBuffer buffer, Patience patience, Result result) {
        this.exchange = exchange;
        this.buffer = buffer;
        this.patience = patience;
        this.rest = new Lingering(exchange, patience.timer());
        this.result = result;
        this.began = patience.clock().millis();
        this.lastProgress = began;
    }

    void begin() {
        try {
            exchange.request().getInputStream().setReadListener(this);
            checkIn(patience.limit().toMillis());
        } catch (IOException | IllegalStateException e) {
            onError(e);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        ServletInputStream in = exchange.request().getInputStream();
        while (!settled.get() && in.isReady()) {
            take(in);
        }
        if (settled.get()) {
            rest.onDataAvailable();
        }
    }

    @Override
    public void onAllDataRead() {
        if (settle()) {
            result.whole();
        } else {
            rest.onAllDataRead();
        }
    }

    @Override
    public void onError(Throwable fault) {
        rest.onError(fault);
        fail(UNREADABLE);
    }

    private void take(ServletInputStream in) throws IOException {
        Optional<RelayFailure> obstacle = buffer.take(in);
        received = buffer.count();
        lastProgress = patience.clock().millis();
        obstacle.ifPresent(this::fail);
    }

    private void fail(RelayFailure why) {
        if (settle()) {
            result.failed(why, rest);
        }
    }

    private void checkIn(long millis) {
        nextCheck = patience.timer().schedule(this::check, millis, TimeUnit.MILLISECONDS);
    }

    /** True once: for whoever may tell the result. */
    private boolean settle() {
        if (!settled.compareAndSet(false, true)) {
            return false;
        }
        Future<?> check = nextCheck;
        if (check != null) {
            check.cancel(false);
        }
        return true;
    }

    private void check() {
        if (settled.get()) {
            return;
        }
        long now = patience.clock().millis();
        long limit = patience.limit().toMillis();
        long idle = now - lastProgress;
        long expected = (now - began - limit) / 1000 * SLOWEST_BYTES_A_SECOND;
        if (idle >= limit || received < expected) {
            fail(new CallerFault.TooSlow());
        } else {
            checkIn(limit - idle);
        }
    }
}
