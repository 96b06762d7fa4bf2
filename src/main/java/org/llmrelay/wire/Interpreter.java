package org.llmrelay.wire;

import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Headers;
import org.llmrelay.sse.SseEvent;

/**
 * Turns one answer of an upstream's into the caller's dialect, piece by piece as it comes. Never throws for what an upstream may send. Confined to one
 * answer.
 */
public interface Interpreter {
    /**
     * The header fields that the caller is sent for these of the upstream's; nothing of length or content coding is among them.
     *
     * @param framing how the answer comes
     */
    Headers headers(Headers upstream, Framing framing);

    /** Whether the caller is told in one piece what the upstream streams: then nothing is to be sent before {@link #end}. */
    boolean gathers();

    /** Takes one whole event of a stream; returns the whole events that the caller is sent for it, often none. */
    byte[] event(SseEvent event);

    /** The stream is over; returns what the caller is still to be sent, or null where the upstream stopped before the end of its answer. */
    byte @Nullable [] end();

    /** A whole good answer that is one document; null where it is no answer. */
    byte @Nullable [] document(byte[] answer);

    /** The body of an upstream's error, perhaps only its beginning, for a caller who sees the same status. */
    byte[] error(int status, byte[] body);
}
