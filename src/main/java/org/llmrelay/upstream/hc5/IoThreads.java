package org.llmrelay.upstream.hc5;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The threads of the HTTP client, shared by all routes: for bytes, for name lookups, for time. Thread-safe. */
final class IoThreads implements AutoCloseable {
    private static final int DIALLERS = 8;
    // Time-outs are looked at this often: a silent upstream is noticed that much later.
    private static final TimeValue TICK = TimeValue.ofMilliseconds(250);
    private static final TimeValue PATIENCE = TimeValue.ofSeconds(1);

    private final DefaultConnectingIOReactor reactor;
    private final ThreadPoolExecutor diallers;
    private final Deadlines deadlines;

    IoThreads(int count) {
        reactor = new DefaultConnectingIOReactor(
                new Codec(), sockets(count), named("upstream-io"), null, null, null, null);
        // Looking up a name blocks: never on an I/O thread.
        diallers = new ThreadPoolExecutor(
                DIALLERS, DIALLERS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("upstream-dial"));
        diallers.allowCoreThreadTimeOut(true);
        deadlines = new Deadlines(named("upstream-clock"));
        reactor.start();
    }

    private static IOReactorConfig sockets(int threads) {
        return IOReactorConfig.custom()
                .setIoThreadCount(threads)
                .setSelectInterval(TICK)
                .setSoTimeout(Timeout.DISABLED)
                .setTcpNoDelay(true)
                .setSoKeepAlive(true)
                .setTcpKeepIdle(30)
                .setTcpKeepInterval(10)
                .setTcpKeepCount(3)
                .build();
    }

    ConnectionInitiator sockets() {
        return reactor;
    }

    /** Runs what looks up names. Throws {@link RejectedExecutionException} after the end. */
    void dial(Runnable connecting) {
        diallers.execute(connecting);
    }

    Deadlines deadlines() {
        return deadlines;
    }

    @Override
    public void close() {
        deadlines.close();
        diallers.shutdownNow();
        reactor.initiateShutdown();
        try {
            reactor.awaitShutdown(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reactor.close(CloseMode.IMMEDIATE);
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
