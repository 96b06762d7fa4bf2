package org.llmrelay.wire.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.Refusal;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.sse.EventScanner;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Framing;
import org.llmrelay.wire.Rendering;

class GeminiDialectTest {
    private static final CallId ID = new CallId("01abc");

    private final Dialect dialect = new GeminiDialect();

    @Test
    void tellsAWrongKeyAsGoogleDoes() {
        Rendering rendering = dialect.render(new Refusal.UnknownKey(), ID);

        assertThat(rendering.status()).isEqualTo(400);
        assertThat(text(rendering)).isEqualTo("""
                {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT",\
                "details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}]}}""");
        assertThat(rendering.headers().first("content-type")).contains("application/json");
        assertThat(rendering.headers().first("retry-after")).isEmpty();
    }

    @Test
    void tellsWhenToComeAgainInBothPlaces() {
        Rendering rendering = dialect.render(new Refusal.RateLimited("tokens/window", Duration.ofMillis(2_500)), ID);

        assertThat(rendering.status()).isEqualTo(429);
        assertThat(rendering.headers().first("retry-after")).contains("3");
        assertThat(text(rendering))
                .contains("\"status\":\"RESOURCE_EXHAUSTED\"")
                .endsWith(
                        ",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"3s\"}]}}");
    }

    @Test
    void sendsAwayForLongWhoseBudgetIsNeverFilledAgain() {
        Rendering rendering = dialect.render(new Refusal.BudgetSpent("cost/total", null), ID);

        assertThat(rendering.status()).isEqualTo(429);
        assertThat(text(rendering)).contains("\"retryDelay\":\"86400s\"");
    }

    @ParameterizedTest
    @CsvSource({
        "MALFORMED_REQUEST, 400, INVALID_ARGUMENT",
        "BODY_TOO_LARGE, 400, INVALID_ARGUMENT",
        "BODY_TOO_SLOW, 408, DEADLINE_EXCEEDED",
        "NOT_FOUND, 404, NOT_FOUND",
        "METHOD_NOT_ALLOWED, 405, UNIMPLEMENTED",
        "MISSING_KEY, 403, PERMISSION_DENIED",
        "KEY_DISABLED, 403, PERMISSION_DENIED",
        "KEY_EXPIRED, 400, INVALID_ARGUMENT",
        "KEY_LACKS_MODEL, 403, PERMISSION_DENIED",
        "TOO_MANY_CALLS, 429, RESOURCE_EXHAUSTED",
        "BUDGET_SPENT, 429, RESOURCE_EXHAUSTED",
        "PRICE_UNKNOWN, 404, NOT_FOUND",
        "CALL_UNBOUNDED, 400, INVALID_ARGUMENT",
        "NO_ACCOUNT, 503, UNAVAILABLE",
        "ACCOUNTS_RESTING, 503, UNAVAILABLE",
        "UPSTREAM_RATE_LIMITED, 429, RESOURCE_EXHAUSTED",
        "UPSTREAM_OVERLOADED, 503, UNAVAILABLE",
        "UPSTREAM_ERROR, 500, INTERNAL",
        "UPSTREAM_UNAUTHORIZED, 503, UNAVAILABLE",
        "UPSTREAM_UNREACHABLE, 502, UNAVAILABLE",
        "UPSTREAM_TIMED_OUT, 504, DEADLINE_EXCEEDED",
        "STORE_UNAVAILABLE, 503, UNAVAILABLE",
        "INTERNAL, 500, INTERNAL"
    })
    void givesEachKindItsCodeAndStatus(FailureKind kind, int code, String status) {
        ErrorForm form = ErrorForm.of(kind);

        assertThat(form.code()).isEqualTo(code);
        assertThat(form.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void blamesTheKeyOfTheCallerForFaultsOfTheKeyOnly(FailureKind kind) {
        ErrorForm form = ErrorForm.of(kind);

        assertThat(form.code() == 401 || form.code() == 403 || form.reason() != null)
                .isEqualTo(kind.code().endsWith("-key") || kind.code().startsWith("key-"));
    }

    @Test
    void tellsAFailureInAStreamByAnEvent() {
        SseEvent event = only(dialect.errorEvent(UpstreamFault.silent(FailureKind.UPSTREAM_TIMED_OUT), ID));

        assertThat(event.name()).isEmpty();
        assertThat(UTF_8.decode(event.data()).toString()).isEqualTo("""
                {"error":{"code":504,"message":"The upstream did not answer in time","status":"DEADLINE_EXCEEDED"}}""");
    }

    @Test
    void tellsAFailureInAnArrayByItsLastElement() {
        ByteBuffer bytes = dialect.errorElement(UpstreamFault.silent(FailureKind.UPSTREAM_BROKE_OFF), ID);

        assertThat(UTF_8.decode(bytes).toString()).isEqualTo("""
                ,
                {"error":{"code":502,"message":"The upstream ended its answer too early","status":"UNAVAILABLE"}}]""");
    }

    @Test
    void pingsWithAnEventThatMeansNothing() {
        SseEvent ping = only(dialect.ping());

        assertThat(dialect.isMeaningful(ping)).isFalse();
        assertThat(only(dialect.ping())).as("a second one is whole as well").isEqualTo(ping);
        assertThat(dialect.isMeaningful(new SseEvent("", UTF_8.encode("{\"candidates\":[]}"))))
                .isTrue();
    }

    @Test
    void takesJsonForAnArrayWhereAStreamWasAskedFor() {
        Headers json = Headers.of("Content-Type", "application/json; charset=UTF-8");
        Headers events = Headers.of("content-type", "text/event-stream");

        assertThat(dialect.framing(json, true)).isEqualTo(Framing.ELEMENTS);
        assertThat(dialect.framing(json, false)).isEqualTo(Framing.NONE);
        assertThat(dialect.framing(events, true)).isEqualTo(Framing.EVENTS);
        assertThat(dialect.framing(Headers.NONE, true)).isEqualTo(Framing.NONE);
    }

    private static SseEvent only(ByteBuffer bytes) {
        List<SseEvent> events = new ArrayList<>();
        EventScanner scanner = new EventScanner(10_000);
        scanner.feed(bytes, events::add);
        assertThat(scanner.atBoundary()).isTrue();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static String text(Rendering rendering) {
        return new String(rendering.body().array(), UTF_8);
    }
}
