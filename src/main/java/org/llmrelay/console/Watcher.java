package org.llmrelay.console;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An open dashboard that is told events, each as soon as its connection takes it: whoever tells never waits. While the connection takes nothing, the newest
 * event stands in for those before it. Thread-safe.
 */
final class Watcher implements WriteListener {
    private final ServletOutputStream out;
    private final AtomicReference<byte @Nullable []> next = new AtomicReference<>();
    /** How often somebody wanted to write since the one who writes has looked: only one writes at a time. */
    private final AtomicInteger wanted = new AtomicInteger();

    private boolean isWritten = true;
    private volatile boolean isGone;

    Watcher(ServletOutputStream out) {
        this.out = out;
    }

    boolean isGone() {
        return isGone;
    }

    /** The connection has ended, or is about to. */
    void leave() {
        isGone = true;
    }

    void tell(byte[] event) {
        next.set(event);
        write();
    }

    @Override
    public void onWritePossible() {
        write();
    }

    @Override
    public void onError(Throwable fault) {
        isGone = true;
    }

    private void write() {
        if (wanted.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            writeWhatFits();
            seen = wanted.addAndGet(-seen);
        } while (seen > 0);
    }

    private void writeWhatFits() {
        try {
            while (!isGone && out.isReady()) {
                byte[] event = isWritten ? next.getAndSet(null) : null;
                if (event != null) {
                    out.write(event);
                    isWritten = false;
                } else if (isWritten) {
                    return;
                } else {
                    out.flush();
                    isWritten = true;
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The browser has gone, or the container has ended the stream meanwhile.
            isGone = true;
        }
    }
}
