package org.llmrelay.wire.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrelay.call.Allowance;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.CallerFault;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.GatewayFault;
import org.llmrelay.failure.NoCapacity;
import org.llmrelay.failure.Refusal;
import org.llmrelay.failure.RelayFailure;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.sse.EventScanner;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.wire.Dialect;
import org.llmrelay.wire.Rendering;

class AnthropicDialectTest {
    private static final CallId ID = new CallId("01abc");

    private final Dialect dialect = new AnthropicDialect();

    @Test
    void answersAFailureAsAnthropicDoes() {
        Rendering rendering = dialect.render(new Refusal.UnknownKey(), ID);

        assertThat(rendering.status()).isEqualTo(401);
        assertThat(text(rendering)).isEqualTo("""
                {"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"},"request_id":"req_01abc"}""");
        assertThat(rendering.headers().first("request-id")).contains("req_01abc");
        assertThat(rendering.headers().first("content-type")).contains("application/json");
        assertThat(rendering.headers().first("x-should-retry")).contains("false");
        assertThat(rendering.headers().first("retry-after")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MALFORMED_REQUEST, 400, invalid_request_error, false",
        "BODY_TOO_LARGE, 413, request_too_large, false",
        "BODY_TOO_SLOW, 408, timeout_error, true",
        "NOT_FOUND, 404, not_found_error, false",
        "PRICE_UNKNOWN, 404, not_found_error, false",
        "CALL_UNBOUNDED, 400, invalid_request_error, false",
        "METHOD_NOT_ALLOWED, 405, invalid_request_error, false",
        "MISSING_KEY, 401, authentication_error, false",
        "UNKNOWN_KEY, 401, authentication_error, false",
        "KEY_DISABLED, 403, permission_error, false",
        "KEY_EXPIRED, 403, permission_error, false",
        "KEY_LACKS_SERVICE, 403, permission_error, false",
        "KEY_LACKS_MODEL, 403, permission_error, false",
        "KEY_LACKS_CLIENT, 403, permission_error, false",
        "TOO_MANY_CALLS, 429, rate_limit_error, true",
        "NO_ACCOUNT, 503, api_error, true",
        "ACCOUNTS_RESTING, 529, overloaded_error, true",
        "UPSTREAM_RATE_LIMITED, 429, rate_limit_error, true",
        "UPSTREAM_OVERLOADED, 529, overloaded_error, true",
        "UPSTREAM_ERROR, 500, api_error, true",
        "UPSTREAM_UNAUTHORIZED, 503, api_error, true",
        "UPSTREAM_FORBIDDEN, 503, api_error, true",
        "UPSTREAM_UNREACHABLE, 502, api_error, true",
        "UPSTREAM_TIMED_OUT, 504, timeout_error, true",
        "UPSTREAM_PROXY_UNREACHABLE, 502, api_error, true",
        "UPSTREAM_PROXY_UNAUTHORIZED, 502, api_error, true",
        "UPSTREAM_PROXY_REFUSED, 502, api_error, true",
        "UPSTREAM_TARGET_REFUSED, 502, api_error, true",
        "UPSTREAM_BROKE_OFF, 502, api_error, true",
        "STORE_UNAVAILABLE, 503, api_error, true",
        "NODE_BUSY, 529, overloaded_error, true",
        "INTERNAL, 500, api_error, true"
    })
    void givesEachKindItsStatusAndType(FailureKind kind, int status, String type, boolean mendable) {
        assertThat(ErrorForm.of(kind)).isEqualTo(new ErrorForm(status, type, mendable));
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void blamesTheKeyOfTheCallerForFaultsOfTheKeyOnly(FailureKind kind) {
        boolean blamesKey =
                ErrorForm.of(kind).status() == 401 || ErrorForm.of(kind).status() == 403;

        assertThat(blamesKey)
                .isEqualTo(kind.code().endsWith("-key") || kind.code().startsWith("key-"));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.001S, 1", "PT1S, 1", "PT1.001S, 2", "PT59.999999999S, 60", "PT2H, 7200"})
    void roundsThePauseUpToWholeSeconds(Duration pause, String seconds) {
        Rendering rendering = dialect.render(new NoCapacity.AllResting(pause), ID);

        assertThat(rendering.status()).isEqualTo(529);
        assertThat(rendering.headers().first("retry-after")).contains(seconds);
        assertThat(rendering.headers().first("x-should-retry")).isEmpty();
    }

    @Test
    void escapesAMessage() {
        RelayFailure failure = new CallerFault.Malformed("a \"quoted\"\n\\ tool: é");

        assertThat(text(dialect.render(failure, ID))).contains("\"message\":\"a \\\"quoted\\\"\\n\\\\ tool: é\"");
    }

    @Test
    void tellsAFailureInAStreamByAnEventOfItsOwn() {
        RelayFailure failure = UpstreamFault.silent(FailureKind.UPSTREAM_TIMED_OUT);

        SseEvent event = only(dialect.errorEvent(failure, ID));

        assertThat(event.name()).isEqualTo("error");
        assertThat(UTF_8.decode(event.data()).toString()).isEqualTo("""
                {"type":"error","error":{"type":"timeout_error","message":"The upstream did not answer in time"},\
                "request_id":"req_01abc"}""");
    }

    @Test
    void keepsAStreamAliveWithAnEventThatMeansNothing() {
        SseEvent ping = only(dialect.ping());

        assertThat(ping.name()).isEqualTo("ping");
        assertThat(dialect.isMeaningful(ping)).isFalse();
        assertThat(only(dialect.ping())).as("a second one is whole as well").isEqualTo(ping);
    }

    @Test
    void knowsWhatMeansSomething() {
        assertThat(dialect.isMeaningful(event("message_start", "{}"))).isTrue();
        assertThat(dialect.isMeaningful(event("error", "{}"))).isTrue();
        assertThat(dialect.isMeaningful(event("", "{}"))).isTrue();
        assertThat(dialect.isMeaningful(event("oversized", ""))).isTrue();
        assertThat(dialect.isMeaningful(event("", ""))).isFalse();
        assertThat(dialect.isMeaningful(event("ping", "{}"))).isFalse();
    }

    @Test
    void rendersRefusalsThatPassWithoutAWordAgainstRetrying() {
        Rendering rendering = dialect.render(new GatewayFault.StoreUnavailable(Duration.ofSeconds(2)), ID);

        assertThat(rendering.status()).isEqualTo(503);
        assertThat(rendering.headers().first("retry-after")).contains("2");
        assertThat(rendering.headers().first("x-should-retry")).isEmpty();
    }

    private static SseEvent event(String name, String data) {
        return new SseEvent(name, ByteBuffer.wrap(data.getBytes(UTF_8)));
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

    @Test
    void tellsWhatIsLeftOfLimitsInItsOwnFields() {
        Instant end = Instant.parse("2026-11-23T12:00:00.750Z");

        Headers fields = new AnthropicDialect()
                .standing(List.of(
                        new Allowance(Allowance.Kind.REQUESTS, 20, 19, end),
                        new Allowance(Allowance.Kind.TOKENS, 1_000, 0, null)));

        assertThat(fields.fields())
                .containsExactly(
                        new Headers.Field("anthropic-ratelimit-requests-limit", "20"),
                        new Headers.Field("anthropic-ratelimit-requests-remaining", "19"),
                        new Headers.Field("anthropic-ratelimit-requests-reset", "2026-11-23T12:00:00Z"),
                        new Headers.Field("anthropic-ratelimit-tokens-limit", "1000"),
                        new Headers.Field("anthropic-ratelimit-tokens-remaining", "0"));
    }
}
