package org.llmrelay.upstream.hc5;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.upstream.BodyReader;

/**
 * Hands a body to its reader in order and one call at a time, and keeps what came before the reader did, which the window
 * bounds. Thread-safe; bytes come from one thread.
 */
final class BodyFeed {
    private final Queue<Consumer<BodyReader>> waiting = new ConcurrentLinkedQueue<>();
    // Whoever raises it from zero may call the reader, until he has brought it back to zero.
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Runnable abort;
    private volatile @Nullable BodyReader reader;
    private volatile boolean silent;

    /** {@code abort} closes the connection of a reader that failed. */
    BodyFeed(Runnable abort) {
        this.abort = abort;
    }

    /** Names the reader. */
    void readInto(BodyReader newReader) {
        if (reader != null) {
            throw new IllegalStateException("body has a reader (expected: one call of read)");
        }
        reader = newReader;
        drain();
    }

    /** The next bytes; the buffer is not kept. */
    void bytes(ByteBuffer chunk) {
        BodyReader known = reader;
        if (known != null && waiting.isEmpty() && turns.compareAndSet(0, 1)) {
            tell(known, now -> now.bytes(chunk));
            drain(1);
            return;
        }
        ByteBuffer copy = ByteBuffer.allocate(chunk.remaining()).put(chunk).flip();
        waiting.add(late -> late.bytes(copy));
        drain();
    }

    void end() {
        last(BodyReader::end);
    }

    void broke(UpstreamFault fault) {
        last(late -> late.broke(fault));
    }

    /** The reader hears nothing more. */
    void silence() {
        silent = true;
    }

    private void last(Consumer<BodyReader> event) {
        if (ended.compareAndSet(false, true)) {
            waiting.add(event);
            drain();
        }
    }

    private void drain() {
        if (turns.getAndIncrement() == 0) {
            drain(1);
        }
    }

    private void drain(int turnsSeen) {
        int seen = turnsSeen;
        do {
            BodyReader known = reader;
            while (known != null && !waiting.isEmpty()) {
                tell(known, waiting.remove());
            }
            seen = turns.addAndGet(-seen);
        } while (seen != 0);
    }

    private void tell(BodyReader known, Consumer<BodyReader> event) {
        if (silent) {
            return;
        }
        try {
            event.accept(known);
        } catch (RuntimeException | Error bug) {
            giveUp(known, bug);
        }
    }

    // A reader must not fail. When it does, the thread lives on, because it serves others too, and the reader's call
    // ends.
    private void giveUp(BodyReader known, Throwable bug) {
        silent = true;
        abort.run();
        Bugs.report(bug);
        try {
            known.broke(Faults.BROKE_OFF);
        } catch (RuntimeException | Error worse) {
            Bugs.report(worse);
        }
    }
}
