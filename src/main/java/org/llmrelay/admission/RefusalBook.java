package org.llmrelay.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Call;
import org.llmrelay.failure.Refusal;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.failure.StoreUnavailableException;

/**
 * Notes what was refused to which key, and writes it down aside, many in one round trip. What comes too fast, or while the store is away, is counted and not
 * kept: nothing waits for it. Thread-safe; {@link #note} never blocks.
 */
public final class RefusalBook {
    private static final int MOST_WAITING = 2_000;
    private static final int BATCH = 100;

    private final Refusals refusals;
    private final Executor executor;
    private final Queue<RefusedCall> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();

    public RefusalBook(Refusals refusals, Executor executor) {
        this.refusals = refusals;
        this.executor = executor;
    }

    /** A call was refused; {@code key}: its id, or null where nobody knows it. */
    public void note(@Nullable String key, Call call, RelayFailure why) {
        note(
                key,
                new RefusedCall.Attempted(
                        call.arrived(), call.id().value(), call.facts().model(), call.client()),
                why);
    }

    /** The same for a call that is not read yet. Only what the relay refuses by itself is kept. */
    public void note(@Nullable String key, RefusedCall.Attempted attempted, RelayFailure why) {
        if (!(why instanceof Refusal refusal)) {
            return;
        }
        if (key == null) {
            unknown.incrementAndGet();
            return;
        }
        if (count.incrementAndGet() > MOST_WAITING) {
            count.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        waiting.add(RefusedCall.of(attempted, key, refusal));
        wake();
    }

    /** How many refusals this node has not kept since it started, because they came too fast or the store was away. */
    public long dropped() {
        return dropped.get();
    }

    /** How many calls without a known key this node has refused since it started. */
    public long unknown() {
        return unknown.get();
    }

    private void wake() {
        if (writing.compareAndSet(false, true)) {
            executor.execute(this::writeAll);
        }
    }

    private void writeAll() {
        try {
            for (List<RefusedCall> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
                write(batch);
            }
        } finally {
            writing.set(false);
        }
        if (!waiting.isEmpty()) {
            wake();
        }
    }

    private void write(List<RefusedCall> batch) {
        try {
            refusals.keep(batch);
        } catch (StoreUnavailableException e) {
            dropped.addAndGet(batch.size());
        }
    }

    private List<RefusedCall> nextBatch() {
        List<RefusedCall> batch = new ArrayList<>();
        for (RefusedCall next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
            if (batch.size() == BATCH) {
                break;
            }
        }
        count.addAndGet(-batch.size());
        return batch;
    }
}
