package org.llmrelay.fake;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** As many named daemon threads as it takes, and a way to see them all end. */
final class Crew implements Executor {
    private final String name;
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final ExecutorService pool = Executors.newCachedThreadPool(this::thread);

    Crew(String name) {
        this.name = name;
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Takes no more tasks and waits for each thread; the pool alone would call itself terminated a little before its last thread ends. */
    void awaitEnd(Duration patience) throws InterruptedException {
        pool.shutdown();
        for (Thread thread : threads) {
            thread.join(patience.toMillis());
            if (thread.isAlive()) {
                throw new IllegalStateException(thread.getName() + " still runs after " + patience);
            }
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, name + "-" + (threads.size() + 1));
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }
}
