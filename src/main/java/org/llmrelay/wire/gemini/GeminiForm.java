package org.llmrelay.wire.gemini;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.llmrelay.call.Allowance;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.Rendering;

/** What Gemini's API and Code Assist have in common: how answers come, and how failures are told. Thread-safe. */
abstract sealed class GeminiForm implements Dialect permits GeminiDialect, CodeAssistDialect {
    /** Google sends none. Comments break clients of Google's that match whole events; an empty object means nothing to all of them. */
    private static final ByteBuffer PING =
            ByteBuffer.wrap("data: {}\n\n".getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();

    @Override
    public final Framing framing(Headers answer, boolean streamed) {
        Framing framing = Dialect.super.framing(answer, streamed);
        boolean json = answer.first("content-type")
                .filter(type -> type.regionMatches(true, 0, "application/json", 0, 16))
                .isPresent();
        return framing == Framing.NONE && streamed && json ? Framing.ELEMENTS : framing;
    }

    @Override
    public final boolean isMeaningful(SseEvent event) {
        ByteBuffer data = event.data();
        boolean empty = data.remaining() == 2 && data.get(data.position()) == '{';
        return data.hasRemaining() && !empty;
    }

    @Override
    public final Rendering render(RelayFailure failure, CallId id) {
        return GeminiErrors.answer(failure, id);
    }

    @Override
    public final ByteBuffer errorEvent(RelayFailure failure, CallId id) {
        return GeminiErrors.event(failure);
    }

    @Override
    public final ByteBuffer errorElement(RelayFailure failure, CallId id) {
        return GeminiErrors.element(failure);
    }

    /** Google tells callers nothing of what is left. */
    @Override
    public final Headers standing(List<Allowance> allowances) {
        return Headers.NONE;
    }

    @Override
    public final ByteBuffer ping() {
        return PING.duplicate();
    }
}
