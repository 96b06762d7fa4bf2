package org.llmrelay.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A selector thread of the mock upstream with its connections and their timers.
 * Confined to its thread, but for {@link #adopt}.
 */
final class UpstreamLoop implements Runnable {

    private final Selector selector;
    private final CannedAnswers answers;
    private final long events;
    private final long intervalMillis;
    private final ReadBuffer buffer = new ReadBuffer();
    private final Queue<SocketChannel> adopted = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<UpstreamConnection> timers =
            new PriorityQueue<>(4096, Comparator.comparingLong(UpstreamConnection::due));

    UpstreamLoop(Instant now, long events, long intervalMillis) throws IOException {
        this.selector = Selector.open();
        this.answers = new CannedAnswers(now);
        this.events = events;
        this.intervalMillis = intervalMillis;
    }

    /** Gives this loop a new connection. Thread-safe. */
    void adopt(SocketChannel channel) {
        adopted.add(channel);
        selector.wakeup();
    }

    CannedAnswers answers() {
        return answers;
    }

    long events() {
        return events;
    }

    long intervalMillis() {
        return intervalMillis;
    }

    void schedule(UpstreamConnection connection) {
        timers.add(connection);
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                turn();
            }
        } catch (IOException e) {
            throw new BenchBroken("mock upstream: " + e.getMessage(), e);
        }
    }

    private void turn() throws IOException {
        UpstreamConnection next = timers.peek();
        if (next == null) {
            selector.select(this::ready);
        } else {
            selector.select(this::ready, millisUntil(next.due()));
        }
        register();
        sendDue(System.nanoTime());
    }

    /** At least 1, since 0 would wait without end: events of one millisecond share a wake-up. */
    private static long millisUntil(long due) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime()));
    }

    private void sendDue(long now) {
        while (!timers.isEmpty() && timers.peek().due() <= now) {
            timers.remove().sendEvent();
        }
    }

    private void ready(SelectionKey key) {
        ((UpstreamConnection) key.attachment()).ready(key, buffer);
    }

    private void register() throws IOException {
        for (SocketChannel channel = adopted.poll(); channel != null; channel = adopted.poll()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new UpstreamConnection(this, channel, key));
        }
    }
}
