package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.llmrelay.sse.SseEvent;

/** Hands on the very bytes that came: of a stream what ends an event, and the rest when its event ends. */
final class Verbatim implements Voice {
    /** An event longer than this is handed on while it is still open: the upstream's window must never fill up with what is held. */
    private static final int OPEN_EVENT_BYTES = 16 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private final boolean events;
    private byte[] openEvent = NOTHING;

    /** @param events whether the bytes are a stream whose events can be told apart */
    Verbatim(boolean events) {
        this.events = events;
    }

    @Override
    public void plain(ByteBuffer bytes) {
        // Whatever they say, they go as they are.
    }

    @Override
    public void event(SseEvent event) {
        // Its bytes follow.
    }

    @Override
    public void take(byte[] bytes, long open, Hand hand) {
        if (!events) {
            give(bytes, false, hand);
            return;
        }
        if (open > OPEN_EVENT_BYTES || open > (long) openEvent.length + bytes.length) {
            give(joined(openEvent, bytes), false, hand);
            openEvent = NOTHING;
            return;
        }
        int whole = openEvent.length + bytes.length - (int) open;
        byte[] both = joined(openEvent, bytes);
        give(slice(both, 0, whole), true, hand);
        openEvent = slice(both, whole, both.length);
    }

    @Override
    public boolean end(Hand hand) {
        give(openEvent, false, hand);
        openEvent = NOTHING;
        return true;
    }

    private static void give(byte[] bytes, boolean endsEvent, Hand hand) {
        hand.give(bytes, endsEvent, bytes.length);
    }

    @Override
    public int waiting() {
        return openEvent.length;
    }

    @Override
    public boolean speaksLast() {
        return false;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        if (first.length == 0) {
            return second;
        }
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
    }
}
