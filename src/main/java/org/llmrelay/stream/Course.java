package org.llmrelay.stream;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Body;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.Interpreter;

/**
 * How one answer is to be passed on.
 *
 * @param status the upstream's, which the caller is sent too
 * @param headers what the caller is sent of the answer's header fields
 * @param framing how the answer comes
 * @param guarded whether the answer may still turn out to be a fault, so that its beginning is held back until that is known
 * @param faultIn what the first meaningful event of a stream means
 * @param faultInError what the body of an error means, as far as it came; null where the head has said it all
 * @param interpreter turns the answer into the caller's dialect; null where it comes in it
 * @param timing when to ping and when to give up
 */
public record Course(
        CallId id,
        Dialect dialect,
        int status,
        Headers headers,
        Framing framing,
        boolean guarded,
        Function<SseEvent, Optional<UpstreamFault>> faultIn,
        @Nullable Function<Body, Optional<UpstreamFault>> faultInError,
        @Nullable Interpreter interpreter,
        Timing timing) {

    /** The course of an answer that comes in the caller's dialect. */
    public Course(
            CallId id,
            Dialect dialect,
            int status,
            Headers headers,
            Framing framing,
            boolean guarded,
            Function<SseEvent, Optional<UpstreamFault>> faultIn,
            @Nullable Function<Body, Optional<UpstreamFault>> faultInError,
            Timing timing) {
        this(id, dialect, status, headers, framing, guarded, faultIn, faultInError, null, timing);
    }

    /** Milliseconds of silence after which a stream's caller is sent a ping, and after which the answer is given up. */
    public record Timing(long ping, long idle) {}

    boolean isStream() {
        return framing != Framing.NONE;
    }

    /** A stream that may be given a ping or an error event has no length known ahead, and must not be kept back by a proxy in front. */
    Headers headersFor(boolean plainEvents) {
        return plainEvents
                ? headers.without(field -> field.isNamed("content-length")).with("x-accel-buffering", "no")
                : headers;
    }
}
