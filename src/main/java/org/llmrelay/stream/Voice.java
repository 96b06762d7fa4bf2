package org.llmrelay.stream;

import java.nio.ByteBuffer;
import org.llmrelay.sse.SseEvent;

/** Makes what the caller is sent of what the upstream sends. Shown the plain bytes and the events before the bytes that they came in. Confined to one attempt. */
interface Voice {
    /** The next plain bytes of one document. */
    void plain(ByteBuffer bytes);

    /** The next whole event of a stream. */
    void event(SseEvent event);

    /**
     * Hands on what is ready of bytes as they came.
     *
     * @param open how many of all bytes so far belong to an event that has not ended
     */
    void take(byte[] bytes, long open, Hand hand);

    /** Hands on the rest; returns whether the upstream came to the end of an answer. */
    boolean end(Hand hand);

    /** How many bytes wait for the end of their event. */
    int waiting();

    /** Whether nothing may be sent before the end is there. */
    boolean speaksLast();

    /** Where the caller's bytes go. */
    interface Hand {
        /**
         * @param endsEvent whether they end where an event ends
         * @param paid how many of the upstream's bytes they stand for
         */
        void give(byte[] bytes, boolean endsEvent, int paid);
    }
}
