package org.llmrelay.api;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of request bodies that this node may hold at once. Thread-safe. */
final class BodyBudget {
    private final long limit;
    private final AtomicLong held = new AtomicLong();

    BodyBudget(long limit) {
        this.limit = limit;
    }

    /** An empty share for one request. */
    Share share() {
        return new Share();
    }

    long held() {
        return held.get();
    }

    /** What one request holds. Thread-safe. */
    final class Share {
        private static final int RELEASED = -1;

        private final AtomicInteger bytes = new AtomicInteger();

        private Share() {}

        /** Takes more; returns false, and takes nothing, when the node holds too much already or the share was released. */
        boolean grow(int more) {
            if (held.addAndGet(more) > limit) {
                held.addAndGet(-more);
                return false;
            }
            int before = bytes.getAndUpdate(now -> now == RELEASED ? RELEASED : now + more);
            if (before == RELEASED) {
                held.addAndGet(-more);
            }
            return before != RELEASED;
        }

        /** Gives some of it back. */
        void shrink(int less) {
            int before = bytes.getAndUpdate(now -> now == RELEASED ? RELEASED : now - less);
            if (before != RELEASED) {
                held.addAndGet(-less);
            }
        }

        /** Gives everything back. Idempotent. */
        void release() {
            int before = bytes.getAndSet(RELEASED);
            if (before > 0) {
                held.addAndGet(-before);
            }
        }
    }
}
