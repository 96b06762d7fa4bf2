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
    private static final byte[] NOTHING = new byte[0];
    private static final Duration PAUSE_WHEN_FULL = Duration.ofSeconds(1);

    private final long announced;
    private final int limit;
    private final BodyBudget.Share share;

    private byte[] bytes = NOTHING;
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
        byte[] room = bytes;
        if (room.length <= count) {
            // Released from aside, because it took too long.
            return Optional.empty();
        }
        int read = in.read(room, count, room.length - count);
        count += Math.max(read, 0);
        return count > limit ? Optional.of(new CallerFault.TooLarge(limit)) : Optional.empty();
    }

    /** What has come, given away: a timer may know this buffer long after, and must not keep the bytes alive. */
    Body body() {
        byte[] whole = count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        bytes = NOTHING;
        return Body.wrap(whole);
    }

    /** Nobody holds the bytes any more. */
    void release() {
        bytes = NOTHING;
        share.release();
    }

    private boolean grow() {
        // One byte more than the limit, to see whether there is one.
        long most = isAnnounced() ? announced : limit + 1L;
        long first = isAnnounced() ? FIRST_BYTES : FIRST_BYTES_UNANNOUNCED;
        long next = Math.max(first, bytes.length * 2L);
        // The last step is a long one: two short ones would copy twice, and need more room for it.
        int size = (int) (next * 2 > most ? most : next);
        int before = bytes.length;
        // For a moment there are two arrays: the budget is for what is there, not for what will be left.
        if (!share.grow(size)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        share.shrink(before);
        return true;
    }
}
