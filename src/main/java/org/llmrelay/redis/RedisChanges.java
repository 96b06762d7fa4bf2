package org.llmrelay.redis;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.key.KeyHash;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Hears on a thread of its own what any node changes, and tells the listener: {@code key:<id>:<hash>}, {@code accounts}, {@code prices},
 * {@code quota:<account>}, {@code credential:<account>} or {@code standing:<account>}; other words are a newer node's. Whenever it begins to hear, the listener is told that
 * anything may have changed. Thread-safe.
 */
final class RedisChanges implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Redis redis;
    private final ChangeListener listener;
    private final RedisEvents events;
    private final Thread thread;
    private volatile boolean isLost = true;
    private volatile Subscription subscription = new Subscription();

    RedisChanges(Redis redis, ChangeListener listener, RedisEvents events, ThreadFactory threads) {
        this.redis = redis;
        this.listener = listener;
        this.events = events;
        this.thread = threads.newThread(this::hearUntilClosed);
    }

    void start() {
        thread.start();
    }

    private void hearUntilClosed() {
        Duration pause = FIRST_PAUSE;
        while (!isClosed()) {
            subscription = new Subscription();
            boolean silent = hear(subscription);
            pause = subscription.isUpToDate ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            if (!silent && !isClosed()) {
                waitAfterLoss(pause);
            }
        }
    }

    /** Returns whether it ended only because there was nothing to hear for long: perhaps the connection is dead, perhaps nothing happened. */
    private boolean hear(Subscription subscription) {
        try {
            redis.listen(subscription, RedisKeys.CHANGES);
            return false;
        } catch (JedisException e) {
            return subscription.isUpToDate && e.getCause() instanceof SocketTimeoutException;
        }
    }

    private void waitAfterLoss(Duration pause) {
        isLost = true;
        redis.dropIdleConnections();
        events.changesLost(pause);
        try {
            closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
            Thread.currentThread().interrupt();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public void close() {
        closed.countDown();
        subscription.end();
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One subscription on one connection. Its callbacks come on the hearing thread. */
    private final class Subscription extends JedisPubSub {
        private volatile boolean isConfirmed;
        private volatile boolean isUpToDate;

        @Override
        public void onSubscribe(String channel, int channels) {
            isConfirmed = true;
            if (isClosed()) {
                end();
                return;
            }
            tell(() -> {
                listener.anythingMayHaveChanged();
                isUpToDate = true;
                if (isLost) {
                    isLost = false;
                    events.changesHeard();
                }
            });
        }

        @Override
        public void onMessage(String channel, String message) {
            tell(() -> pass(message));
        }

        private void pass(String message) {
            if (message.equals("accounts")) {
                listener.accountsChanged();
            } else if (message.equals("prices")) {
                listener.pricesChanged();
            } else if (message.equals("settings")) {
                listener.settingsChanged();
            } else if (message.startsWith("standing:")) {
                listener.standingsChanged();
            } else if (message.startsWith("quota:")) {
                listener.quotasChanged();
            } else if (message.startsWith("credential:")) {
                listener.credentialChanged(message.substring(message.indexOf(':') + 1));
            } else if (message.startsWith("key:")) {
                listener.keyChanged(new KeyHash(message.substring(message.lastIndexOf(':') + 1)));
            }
        }

        // No exception may pass through Jedis: it would put the connection, still subscribed, back into the pool.
        private void tell(Runnable news) {
            try {
                news.run();
            } catch (StoreUnavailableException e) {
                startOver();
            } catch (RuntimeException e) {
                startOver();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }

        private void startOver() {
            isUpToDate = false;
            end();
        }

        private void end() {
            if (!isConfirmed) {
                return;
            }
            try {
                unsubscribe();
            } catch (JedisException e) {
                // The connection is broken, which ends the subscription as well.
                isUpToDate = false;
            }
        }
    }
}
