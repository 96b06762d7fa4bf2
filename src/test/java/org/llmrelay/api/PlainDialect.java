package org.llmrelay.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.llmrelay.call.Allowance;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Span;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Reading;
import org.llmrelay.wire.Rendering;
import org.llmrelay.wire.UsageMeter;

/** A dialect in which a body that begins with {@code stream} asks for a stream, and one that begins with {@code broken} is broken. */
final class PlainDialect implements Dialect {
    @Override
    public String id() {
        return "plain";
    }

    @Override
    public Reading read(Operation operation, Call.Request request) {
        Body body = request.body();
        String start = new String(body.array(), 0, Math.min(body.size(), 16), StandardCharsets.UTF_8);
        if (start.startsWith("broken")) {
            return new Reading.Unreadable(new CallerFault.Malformed("broken"));
        }
        return new Reading.Readable(new Facts("model", "model", new Span(0, 0), 0, start.startsWith("stream"), null));
    }

    @Override
    public UsageMeter meter() {
        throw new UnsupportedOperationException("nothing is metered here");
    }

    @Override
    public boolean isMeaningful(SseEvent event) {
        return true;
    }

    @Override
    public Rendering render(RelayFailure failure, CallId id) {
        Headers headers = Headers.of("request-id", id.value());
        return Rendering.json(status(failure.kind()), headers, "{\"error\":\"" + failure.code() + "\"}");
    }

    @Override
    public ByteBuffer errorEvent(RelayFailure failure, CallId id) {
        return ByteBuffer.wrap(("error: " + failure.code() + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Headers standing(List<Allowance> allowances) {
        return Headers.NONE;
    }

    @Override
    public ByteBuffer ping() {
        return ByteBuffer.wrap(":\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private static int status(FailureKind kind) {
        return switch (kind) {
            case MALFORMED_REQUEST -> 400;
            case UNKNOWN_KEY -> 401;
            case METHOD_NOT_ALLOWED -> 405;
            case BODY_TOO_SLOW -> 408;
            case BODY_TOO_LARGE -> 413;
            case NODE_BUSY -> 529;
            default -> 500;
        };
    }
}
