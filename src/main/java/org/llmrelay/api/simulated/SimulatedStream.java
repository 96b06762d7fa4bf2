package org.llmrelay.api.simulated;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.llmrelay.stream.CallerSink;
import org.llmrelay.stream.Outflow;

/** One streamed answer, a piece every few milliseconds while the caller takes them. Thread-safe. */
final class SimulatedStream implements CallerSink.Listener {
    private static final int PAUSE_MILLIS = 40;

    private final Outflow out;
    private final Iterator<String> events;
    private final ScheduledExecutorService timer;

    private volatile boolean gone;

    SimulatedStream(Outflow out, List<String> events, ScheduledExecutorService timer) {
        this.out = out;
        this.events = events.iterator();
        this.timer = timer;
    }

    /** Sends the next piece, unless the last one still waits, and comes back later. */
    void next() {
        if (gone) {
            return;
        }
        if (!out.isWaiting()) {
            out.add(ByteBuffer.wrap(events.next().getBytes(StandardCharsets.UTF_8)), true, bytes -> {});
            out.drain();
        }
        if (events.hasNext()) {
            var unused = timer.schedule(this::next, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            out.close(true, () -> {});
        }
    }

    @Override
    public void writable() {
        out.drain();
    }

    @Override
    public void gone() {
        gone = true;
        out.stop();
    }
}
