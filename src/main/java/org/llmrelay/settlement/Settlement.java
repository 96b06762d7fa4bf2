package org.llmrelay.settlement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.pricing.UnpricedAlarm;
import org.llmrelay.usage.Booking;
import org.llmrelay.usage.Ledger;

/**
 * Books calls in the order they end, many in one round trip when many end together. While the store is away, entries wait in memory up to a bound.
 * Thread-safe; {@link #settle} never blocks.
 */
public final class Settlement {
    private static final int BATCH = 128;
    private static final int MOST_WAITING = 100_000;
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Executor executor;
    private final SettlementEvents events;
    private final Crier crier;
    private final Queue<Booking> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean booking = new AtomicBoolean();

    public Settlement(Ledger ledger, Executor executor, SettlementEvents events, UnpricedAlarm alarm) {
        this.ledger = ledger;
        this.executor = executor;
        this.events = events;
        this.crier = new Crier(events, alarm);
    }

    /** Takes over one finished call. Whoever calls this calls it once for a call; the ledger refuses a second booking all the same. */
    public void settle(Booking booking) {
        if (count.incrementAndGet() > MOST_WAITING) {
            count.decrementAndGet();
            events.bookingLost(booking.entry().call());
            return;
        }
        waiting.add(booking);
        wake();
    }

    /** How many finished calls are not booked yet. */
    public int backlog() {
        return count.get();
    }

    /** Books what waits, on this thread: for a node that stops. Returns whether nothing is left. */
    public boolean flush() {
        if (booking.compareAndSet(false, true)) {
            bookAll();
        }
        return backlog() == 0;
    }

    private void wake() {
        if (booking.compareAndSet(false, true)) {
            executor.execute(this::bookAll);
        }
    }

    private void bookAll() {
        boolean storeAway = false;
        try {
            List<Booking> batch = nextBatch();
            while (!batch.isEmpty()) {
                book(batch);
                batch = nextBatch();
            }
        } catch (StoreUnavailableException e) {
            storeAway = true;
            events.bookingPostponed(count.get());
        } finally {
            booking.set(false);
        }
        if (storeAway) {
            CompletableFuture.delayedExecutor(STORE_PAUSE.toMillis(), TimeUnit.MILLISECONDS, executor)
                    .execute(this::wake);
        } else if (!waiting.isEmpty()) {
            wake();
        }
    }

    private void book(List<Booking> batch) {
        try {
            ledger.book(batch);
            batch.forEach(booked -> crier.booked(booked.entry()));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // A fault of ours in one entry must not stop the bookings behind it.
            events.bookingFailed(batch.size(), e);
        }
        batch.forEach(booked -> waiting.poll());
        count.addAndGet(-batch.size());
    }

    /** The next entries, which stay in the queue until they are booked. */
    private List<Booking> nextBatch() {
        List<Booking> batch = new ArrayList<>();
        for (Booking booking : waiting) {
            batch.add(booking);
            if (batch.size() == BATCH) {
                break;
            }
        }
        return batch;
    }
}
