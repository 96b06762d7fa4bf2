package org.llmrelay.api;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.llmrelay.call.Body;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.failure.GatewayFault;
import org.llmrelay.failure.RelayFailure;

/** A request body as it arrives. It grows with what has come, not with what was announced. Confined to one request. */
final class BodyBuffer {
    private static final int FIRST_BYTES = 128 * 1024;
    private static final int FIRST_BYTES_UNANNOUNCED = 8 * 1024;
    private static final Duration PAUSE_WHEN_FULL = Duration.ofSeconds(1);

    private final long announced;
    private final int limit;
    private final BodyBudget.Share share;

    private byte[] bytes = new byte[0];
    private int count;

    /** {@code announced} is the length that the caller named, not above the limit, or -1 where none was named. */
    BodyBuffer(long announced, int limit, BodyBudget.Share share) {
        this.announced = announced;
        this.limit = limit;
        this.share = share;
    }

    /** Whether all that was announced is here. */
    boolean isWhole() {
        return count == announced;
    }

    /** Whether the caller named a length. */
    boolean isAnnounced() {
        return announced >= 0;
    }

    int count() {
        return count;
    }

    /** Takes what one read gives; the stream must have something ready. Returns what stands in the way, if anything does. */
    Optional<RelayFailure> take(ServletInputStream in) throws IOException {
        if (count > limit) {
            return Optional.of(new CallerFault.TooLarge(limit));
        }
        if (count == bytes.length && !grow()) {
            return Optional.of(new GatewayFault.NodeBusy(PAUSE_WHEN_FULL));
        }
        int read = in.read(bytes, count, bytes.length - count);
        count += Math.max(read, 0);
        return count > limit ? Optional.of(new CallerFault.TooLarge(limit)) : Optional.empty();
    }

    /** What has come. The buffer must not be used after that. */
    Body body() {
        return Body.wrap(count == bytes.length ? bytes : Arrays.copyOf(bytes, count));
    }

    /** Nobody holds the bytes any more. */
    void release() {
        share.release();
    }

    private boolean grow() {
        // One byte more than the limit, to see whether there is one.
        long most = isAnnounced() ? announced : limit + 1L;
        long first = isAnnounced() ? FIRST_BYTES : FIRST_BYTES_UNANNOUNCED;
        int size = (int) Math.min(most, Math.max(first, bytes.length * 2L));
        if (!share.grow(size - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }
}
