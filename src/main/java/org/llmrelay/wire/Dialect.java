package org.llmrelay.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.llmrelay.call.Allowance;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.sse.SseEvent;

/** One way of speaking HTTP to a model. Thread-safe. */
public interface Dialect {

    /** The name that calls, providers and ledgers use, such as {@code anthropic}. */
    String id();

    /** The name of the dialect that upstreams are asked in: this one, unless it translates. */
    default String spoken() {
        return id();
    }

    /** Reads what the relay must know of a request, credentials removed; never throws for what a caller may send. */
    Reading read(Operation operation, Call.Request request);

    /** The limit family that a model belongs to, as {@link #read} tells it; the model itself where none is known. */
    default String family(String model) {
        return model;
    }

    /**
     * How a good answer comes.
     *
     * @param headers of the answer
     * @param streamed whether the caller asked for a stream
     */
    default Framing framing(Headers headers, boolean streamed) {
        boolean events = headers.first("content-type")
                .filter(type -> type.regionMatches(true, 0, "text/event-stream", 0, 17))
                .isPresent();
        return events ? Framing.EVENTS : Framing.NONE;
    }

    /** Turns one answer to a call into this dialect; empty where upstreams answer in it. */
    default Optional<Interpreter> interpreter(Call call) {
        return Optional.empty();
    }

    /** A new meter for one answer. */
    UsageMeter meter();

    /** Whether an event, or an element of an array, carries something of the answer: pings and comments do not. */
    boolean isMeaningful(SseEvent event);

    /** A failure as this dialect's own error, for a caller who has received nothing yet. */
    Rendering render(RelayFailure failure, CallId id);

    /** A failure as this dialect's own error event, for a stream that has begun. */
    ByteBuffer errorEvent(RelayFailure failure, CallId id);

    /** A failure as what ends a JSON array that has begun and stands behind an element; nothing where this dialect streams no arrays. */
    default ByteBuffer errorElement(RelayFailure failure, CallId id) {
        return ByteBuffer.allocate(0);
    }

    /** The fields in which this dialect's provider would tell a caller what is left of its limits; none where it tells nothing. */
    Headers standing(List<Allowance> allowances);

    /** An event that keeps a silent stream alive and means nothing. */
    ByteBuffer ping();
}
