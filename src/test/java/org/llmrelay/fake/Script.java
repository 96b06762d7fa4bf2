package org.llmrelay.fake;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Which behaviour the next requests get: a queue of single ones, then what is always done. Thread-safe. */
public final class Script {
    private final Supplier<Behaviour> fallback;
    private final Queue<Behaviour> queue = new ConcurrentLinkedQueue<>();
    private volatile Supplier<Behaviour> afterwards;

    Script(Supplier<Behaviour> fallback) {
        this.fallback = fallback;
        this.afterwards = fallback;
    }

    /** Queues one behaviour for one request each. */
    public Script next(Behaviour... behaviours) {
        queue.addAll(List.of(behaviours));
        return this;
    }

    /** What is done whenever the queue is empty. */
    public Script always(Behaviour behaviour) {
        afterwards = () -> behaviour;
        return this;
    }

    /** Forgets queue and {@code always}. */
    public void reset() {
        queue.clear();
        afterwards = fallback;
    }

    /** Queued behaviours that no request has taken yet. */
    public int waiting() {
        return queue.size();
    }

    Behaviour take() {
        Behaviour queued = queue.poll();
        return queued == null ? afterwards.get() : queued;
    }
}
