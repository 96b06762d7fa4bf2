package org.llmrelay.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a request that was refused before its body was read. A connection that is closed with bytes unread is reset, and a reset may overtake the
 * answer; so what the caller still sends is dropped for a while. The container's reads and the answer meet at {@link #finish}.
 */
final class Lingering implements ReadListener {
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int MOST_SECONDS = 5;

    private final Exchange exchange;
    private final ScheduledExecutorService timer;

    /** Runs from the answer on. */
    private volatile @Nullable Future<?> patience;

    private volatile boolean ended;
    private volatile boolean broken;
    private byte[] dropped = new byte[0];
    private long count;

    Lingering(Exchange exchange, ScheduledExecutorService timer) {
        this.exchange = exchange;
        this.timer = timer;
    }

    /** The answer is on its way. */
    void answered() {
        patience = timer.schedule(exchange::cut, MOST_SECONDS, TimeUnit.SECONDS);
        finish();
    }

    @Override
    public void onDataAvailable() throws IOException {
        if (dropped.length == 0) {
            dropped = new byte[8 * 1024];
        }
        ServletInputStream in = exchange.request().getInputStream();
        while (!broken && in.isReady()) {
            count += Math.max(in.read(dropped), 0);
            broken = count > MOST_BYTES;
        }
        finish();
    }

    @Override
    public void onAllDataRead() {
        ended = true;
        finish();
    }

    @Override
    public void onError(Throwable fault) {
        broken = true;
        finish();
    }

    private void finish() {
        Future<?> waiting = patience;
        if (waiting == null || !(ended || broken)) {
            return;
        }
        waiting.cancel(false);
        if (ended) {
            exchange.complete();
        } else {
            exchange.cut();
        }
    }
}
