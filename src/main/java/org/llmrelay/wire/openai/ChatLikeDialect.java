package org.llmrelay.wire.openai;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
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

/** What Chat Completions and Embeddings share: all but the form of the request. Thread-safe. */
abstract class ChatLikeDialect implements Dialect {
    private final String id;
    private final Shape shape;
    private final InstantSource clock;

    /** @param clock for times that callers are told */
    ChatLikeDialect(String id, Shape shape, InstantSource clock) {
        this.id = id;
        this.shape = shape;
        this.clock = clock;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final Reading read(Operation operation, Call.Request request) {
        return RequestReader.read(shape, request.headers(), request.body());
    }

    @Override
    public final String family(String model) {
        return RequestReader.family(model);
    }

    @Override
    public final boolean isMeaningful(SseEvent event) {
        return event.data().hasRemaining();
    }

    @Override
    public final Rendering render(RelayFailure failure, CallId id) {
        return OpenAiErrors.answer(failure, id);
    }

    /** Ends the stream without the mark of a whole one. */
    @Override
    public final ByteBuffer errorEvent(RelayFailure failure, CallId id) {
        return OpenAiErrors.chunk(failure);
    }

    @Override
    public final Headers standing(List<Allowance> allowances) {
        return Limits.told(allowances, clock.instant());
    }

    @Override
    public final ByteBuffer ping() {
        return Pings.comment();
    }
}
