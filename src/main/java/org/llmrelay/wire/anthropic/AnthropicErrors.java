package org.llmrelay.wire.anthropic;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.wire.Rendering;

/** Failures as Anthropic's own errors: whole answers and events. Thread-safe. */
final class AnthropicErrors {
    private AnthropicErrors() {}

    static Rendering answer(RelayFailure failure, CallId id) {
        ErrorForm form = ErrorForm.of(failure.kind());
        Headers headers = Headers.of("request-id", requestId(id));
        if (failure.retryAfter().isPresent()) {
            headers = headers.with(
                    "retry-after", Long.toString(seconds(failure.retryAfter().get())));
        }
        if (!form.mendable()) {
            headers = headers.with("x-should-retry", "false");
        }
        return Rendering.json(form.status(), headers, json(form, failure, id));
    }

    static ByteBuffer event(RelayFailure failure, CallId id) {
        String json = json(ErrorForm.of(failure.kind()), failure, id);
        return ByteBuffer.wrap(("event: error\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String json(ErrorForm form, RelayFailure failure, CallId id) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + form.type() + "\",\"message\":\""
                + escaped(failure.publicMessage()) + "\"},\"request_id\":\"" + requestId(id) + "\"}";
    }

    private static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static String requestId(CallId id) {
        return "req_" + id.value();
    }

    /** Whole seconds, not too few: who comes back too early is refused again. */
    private static long seconds(Duration pause) {
        return Math.max(1, pause.plusNanos(999_999_999).toSeconds());
    }
}
