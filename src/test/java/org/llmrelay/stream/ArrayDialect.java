package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.Allowance;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Span;
import org.llmrelay.call.Usage;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.Rendering;
import org.llmrelay.wire.UsageMeter;

/** A dialect that streams arrays, and in which each element is one token. */
final class ArrayDialect implements Dialect {
    @Override
    public String id() {
        return "array";
    }

    @Override
    public Reading read(Operation operation, Call.Request request) {
        return new Reading.Readable(new Facts("m", "m", new Span(0, 0), 0, true, null));
    }

    @Override
    public Framing framing(Headers headers, boolean streamed) {
        return streamed ? Framing.ELEMENTS : Framing.NONE;
    }

    @Override
    public UsageMeter meter() {
        return new ElementCount();
    }

    @Override
    public boolean isMeaningful(SseEvent event) {
        return event.data().hasRemaining();
    }

    @Override
    public Rendering render(RelayFailure failure, CallId id) {
        return Rendering.json(500, Headers.NONE, "{}");
    }

    @Override
    public ByteBuffer errorEvent(RelayFailure failure, CallId id) {
        return bytes("data: nothing\n\n");
    }

    @Override
    public ByteBuffer errorElement(RelayFailure failure, CallId id) {
        return bytes(",{\"error\":\"" + failure.code() + "\"}]");
    }

    @Override
    public Headers standing(List<Allowance> allowances) {
        return Headers.NONE;
    }

    @Override
    public ByteBuffer ping() {
        return bytes("ping");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class ElementCount implements UsageMeter {
        private int elements;

        @Override
        public void event(SseEvent event) {
            elements++;
        }

        @Override
        public void json(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public Usage usage() {
            return new Usage(0, elements, 0, 0, 0, 0, 0);
        }

        @Override
        public @Nullable String model() {
            return null;
        }
    }
}
