package org.llmrelay.wire.openai;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.llmrelay.call.Allowance;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.Rendering;
import org.llmrelay.wire.UsageMeter;

/** OpenAI's Responses, as Codex speaks them. Thread-safe. */
public final class ResponsesDialect implements Dialect {
    public static final String ID = "openai";

    /** What comes before the model has done anything: a stream that begins so may still turn out to be a fault. */
    private static final Set<String> PRELUDE = Set.of("response.created", "response.in_progress", "keepalive");

    private final InstantSource clock;

    /** Goes by the system's clock. */
    public ResponsesDialect() {
        this(InstantSource.system());
    }

    /** @param clock for times that callers are told */
    public ResponsesDialect(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Reading read(Operation operation, Call.Request request) {
        Shape shape = request.path().endsWith("/compact") ? Shape.COMPACTION : Shape.RESPONSES;
        return RequestReader.read(shape, request.headers(), request.body());
    }

    @Override
    public String family(String model) {
        return RequestReader.family(model);
    }

    @Override
    public UsageMeter meter() {
        return new ResponsesMeter();
    }

    @Override
    public boolean isMeaningful(SseEvent event) {
        return !PRELUDE.contains(event.name())
                && (!event.name().isEmpty() || event.data().hasRemaining());
    }

    @Override
    public Rendering render(RelayFailure failure, CallId id) {
        return OpenAiErrors.answerForCodex(failure, id, clock);
    }

    @Override
    public ByteBuffer errorEvent(RelayFailure failure, CallId id) {
        return OpenAiErrors.failedEvent(failure, id, clock);
    }

    @Override
    public Headers standing(List<Allowance> allowances) {
        return Limits.told(allowances, clock.instant());
    }

    @Override
    public ByteBuffer ping() {
        return Pings.comment();
    }
}
