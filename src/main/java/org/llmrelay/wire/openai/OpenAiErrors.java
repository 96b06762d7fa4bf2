package org.llmrelay.wire.openai;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.wire.Rendering;

/** Failures as OpenAI's own errors: whole answers and events. Thread-safe. */
final class OpenAiErrors {
    private OpenAiErrors() {}

    static Rendering answer(RelayFailure failure, CallId id) {
        return answer(failure, id, body(failure));
    }

    /**
     * As {@link #answer}, but of a budget that is filled again in the words by which Codex knows such a limit: it then says when, and does not try again
     * and again.
     */
    static Rendering answerForCodex(RelayFailure failure, CallId id, InstantSource clock) {
        Duration pause = failure.retryAfter().orElse(null);
        if (failure.kind() != FailureKind.BUDGET_SPENT || pause == null) {
            return answer(failure, id);
        }
        long resets = clock.instant().plus(pause).getEpochSecond();
        String more = ",\"resets_at\":" + resets + ",\"resets_in_seconds\":" + seconds(pause);
        ErrorForm form = ErrorForm.of(failure.kind());
        return answer(failure, id, "{\"error\":{" + members(failure, "usage_limit_reached", form.code()) + more + "}}");
    }

    private static Rendering answer(RelayFailure failure, CallId id, String body) {
        ErrorForm form = ErrorForm.of(failure.kind());
        Headers headers = Headers.of("x-request-id", "req_" + id.value());
        if (failure.retryAfter().isPresent()) {
            headers = headers.with(
                    "retry-after", Long.toString(seconds(failure.retryAfter().get())));
        }
        if (!form.mendable()) {
            headers = headers.with("x-should-retry", "false");
        }
        return Rendering.json(form.status(), headers, body);
    }

    /** A chunk of a stream that ends with it. */
    static ByteBuffer chunk(RelayFailure failure) {
        return bytes("data: " + body(failure) + "\n\n");
    }

    /** The event with which a stream of Responses tells that it failed. */
    static ByteBuffer failedEvent(RelayFailure failure, CallId id, InstantSource clock) {
        String error = "{\"code\":\"" + ErrorForm.of(failure.kind()).eventCode() + "\",\"message\":\""
                + escaped(message(failure)) + "\"}";
        // The numbers that the upstream gave its events are not counted here; what is no number would break clients.
        return bytes("event: response.failed\ndata: {\"type\":\"response.failed\",\"sequence_number\":0,\"response\":{"
                + "\"id\":\"resp_" + id.value() + "\",\"object\":\"response\",\"created_at\":"
                + clock.instant().getEpochSecond() + ",\"status\":\"failed\",\"error\":" + error
                + ",\"incomplete_details\":null,\"output\":[],\"usage\":null}}\n\n");
    }

    private static String body(RelayFailure failure) {
        ErrorForm form = ErrorForm.of(failure.kind());
        return "{\"error\":{" + members(failure, form.type(), form.code()) + "}}";
    }

    private static String members(RelayFailure failure, String type, @Nullable String code) {
        return "\"message\":\"" + escaped(message(failure)) + "\",\"type\":\"" + type + "\",\"param\":null,\"code\":"
                + (code == null ? "null" : '"' + code + '"');
    }

    private static String message(RelayFailure failure) {
        return switch (failure.kind()) {
            case MISSING_KEY -> "You didn't provide an API key: send it in the field Authorization: Bearer";
            case UNKNOWN_KEY -> "Incorrect API key provided";
            default -> failure.publicMessage();
        };
    }

    private static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whole seconds, not too few: who comes back too early is refused again. */
    private static long seconds(Duration pause) {
        return Math.max(1, pause.plusNanos(999_999_999).toSeconds());
    }
}
