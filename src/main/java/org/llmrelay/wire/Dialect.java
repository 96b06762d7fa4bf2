package org.llmrelay.wire;

import java.nio.ByteBuffer;
import java.util.List;
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

    /** The limit family that a model belongs to; the model itself where no family is known. */
    default String family(String model) {
        return model;
    }

    /** Reads what the relay must know of a request, credentials removed; never throws for what a caller may send. */
    Reading read(Operation operation, Call.Request request);

    /** A new meter for one answer. */
    UsageMeter meter();

    /** Whether an event carries something of the answer: pings and comments do not. */
    boolean isMeaningful(SseEvent event);

    /** A failure as this dialect's own error, for a caller who has received nothing yet. */
    Rendering render(RelayFailure failure, CallId id);

    /** A failure as this dialect's own error event, for a stream that has begun. */
    ByteBuffer errorEvent(RelayFailure failure, CallId id);

    /** The fields in which this dialect's provider would tell a caller what is left of its limits; none where it tells nothing. */
    Headers standing(List<Allowance> allowances);

    /** An event that keeps a silent stream alive and means nothing. */
    ByteBuffer ping();
}
