package org.llmrelay.wire.gemini;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.wire.Rendering;

/** Failures as Google's own errors: whole answers, events, and elements of arrays. Thread-safe. */
final class GeminiErrors {
    private static final String TYPE = "type.googleapis.com/google.rpc.";
    /** What is told of a budget that is never filled again: clients go on asking without a hint, and give up at once with a long one. */
    private static final Duration NEVER = Duration.ofDays(1);

    private GeminiErrors() {}

    static Rendering answer(RelayFailure failure, CallId id) {
        ErrorForm form = ErrorForm.of(failure.kind());
        Headers headers = Headers.of("x-request-id", "req_" + id.value());
        Optional<Duration> pause = pause(failure);
        if (pause.isPresent()) {
            headers = headers.with("retry-after", Long.toString(seconds(pause.get())));
        }
        return Rendering.json(form.code(), headers, json(form, failure));
    }

    /** The clients of Google's that look for an error in a stream look for it in an event like any other. */
    static ByteBuffer event(RelayFailure failure) {
        return bytes("data: " + json(ErrorForm.of(failure.kind()), failure) + "\n\n");
    }

    /** What stands behind another element, and ends the array. */
    static ByteBuffer element(RelayFailure failure) {
        return bytes(",\n" + json(ErrorForm.of(failure.kind()), failure) + "]");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(ErrorForm form, RelayFailure failure) {
        String message = form.words() == null ? failure.publicMessage() : form.words();
        List<String> details = details(form, failure);
        String more = details.isEmpty() ? "" : ",\"details\":[" + String.join(",", details) + "]";
        return "{\"error\":{\"code\":" + form.code() + ",\"message\":\"" + escaped(message) + "\",\"status\":\""
                + form.status() + "\"" + more + "}}";
    }

    private static List<String> details(ErrorForm form, RelayFailure failure) {
        List<String> details = new ArrayList<>();
        if (form.reason() != null) {
            details.add("{\"@type\":\"" + TYPE + "ErrorInfo\",\"reason\":\"" + form.reason()
                    + "\",\"domain\":\"googleapis.com\"}");
        }
        pause(failure)
                .ifPresent(pause -> details.add(
                        "{\"@type\":\"" + TYPE + "RetryInfo\",\"retryDelay\":\"" + seconds(pause) + "s\"}"));
        return details;
    }

    private static Optional<Duration> pause(RelayFailure failure) {
        return failure.kind() == FailureKind.BUDGET_SPENT
                ? Optional.of(failure.retryAfter().orElse(NEVER))
                : failure.retryAfter();
    }

    private static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** Whole seconds, not too few: who comes back too early is refused again. */
    private static long seconds(Duration pause) {
        return Math.max(1, pause.plusNanos(999_999_999).toSeconds());
    }
}
