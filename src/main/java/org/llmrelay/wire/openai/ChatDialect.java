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
import org.llmrelay.wire.UsageMeter;

/** OpenAI's Chat Completions, which many others speak too. Thread-safe. */
public final class ChatDialect implements Dialect {
    public static final String ID = "openai-chat";

    private final InstantSource clock;

    /** Goes by the system's clock. */
    public ChatDialect() {
        this(InstantSource.system());
    }

    /** @param clock for times that callers are told */
    public ChatDialect(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Reading read(Operation operation, Call.Request request) {
        return RequestReader.read(Shape.CHAT, request.headers(), request.body());
    }

    @Override
    public String family(String model) {
        return RequestReader.family(model);
    }

    @Override
    public UsageMeter meter() {
        return new ChatMeter();
    }

    @Override
    public boolean isMeaningful(SseEvent event) {
        return event.data().hasRemaining();
    }

    @Override
    public Rendering render(RelayFailure failure, CallId id) {
        return OpenAiErrors.answer(failure, id);
    }

    /** Ends the stream without the mark of a whole one. */
    @Override
    public ByteBuffer errorEvent(RelayFailure failure, CallId id) {
        return OpenAiErrors.chunk(failure);
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
