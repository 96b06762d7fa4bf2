package org.llmrelay.relay;

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
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.Rendering;
import org.llmrelay.wire.UsageMeter;

/** A dialect whose errors are their codes, and whose usage is one token of input for each event. */
final class PlainDialect implements Dialect {
    @Override
    public String id() {
        return "plain";
    }

    @Override
    public Reading read(Operation operation, Call.Request request) {
        return new Reading.Readable(new Facts("m", "m", new Span(0, 0), 0, true, null));
    }

    @Override
    public UsageMeter meter() {
        return new Counter();
    }

    @Override
    public boolean isMeaningful(SseEvent event) {
        return !event.name().equals("ping");
    }

    @Override
    public Rendering render(RelayFailure failure, CallId id) {
        return Rendering.json(
                500,
                Headers.NONE,
                failure.code()
                        + failure.retryAfter()
                                .map(pause -> " " + pause.toSeconds())
                                .orElse(""));
    }

    @Override
    public ByteBuffer errorEvent(RelayFailure failure, CallId id) {
        return ByteBuffer.wrap(("event: error\ndata: " + failure.code() + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Headers standing(List<Allowance> allowances) {
        return Headers.NONE;
    }

    @Override
    public ByteBuffer ping() {
        return ByteBuffer.wrap("event: ping\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private static final class Counter implements UsageMeter {
        private long events;

        @Override
        public void event(SseEvent event) {
            events++;
        }

        @Override
        public void json(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public Usage usage() {
            return new Usage(events, 0, 0, 0, 0, 0, 0);
        }

        @Override
        public @Nullable String model() {
            return null;
        }
    }
}
