package org.llmrelay.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
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

class ErrorsTest {
    private static final CallId ID = new CallId("01abc");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Dialect RESPONSES = new ResponsesDialect(() -> NOW);
    private static final Dialect CHAT = new ChatDialect(() -> NOW);
    private static final Duration PAUSE = Duration.ofMillis(11_001);

    static Stream<Arguments> failures() {
        return Map.<String, RelayFailure>ofEntries(
                        Map.entry("malformed", new CallerFault.Malformed("a \"quoted\"\n\\ word: é")),
                        Map.entry("too-large", new CallerFault.TooLarge(1000)),
                        Map.entry("not-found", new CallerFault.NotFound()),
                        Map.entry("method", new CallerFault.MethodNotAllowed()),
                        Map.entry("missing-key", new Refusal.MissingKey()),
                        Map.entry("unknown-key", new Refusal.UnknownKey()),
                        Map.entry("key-disabled", new Refusal.KeyDisabled()),
                        Map.entry("key-lacks-service", new Refusal.ServiceNotGranted("openai", "services claude")),
                        Map.entry("key-lacks-model", new Refusal.ModelNotGranted("o3", "models.blocked o3")),
                        Map.entry("too-many-calls", new Refusal.TooManyCalls(3, PAUSE)),
                        Map.entry("rate-limited", new Refusal.RateLimited("requests/window", PAUSE)),
                        Map.entry("budget-spent", new Refusal.BudgetSpent("cost/day", PAUSE)),
                        Map.entry("budget-spent-for-good", new Refusal.BudgetSpent("cost/total", null)),
                        Map.entry("price-unknown", new Refusal.PriceUnknown("o9")),
                        Map.entry("call-unbounded", new Refusal.Unbounded("cost/day", "set max_tool_calls")),
                        Map.entry("no-account", new NoCapacity.NoAccount()),
                        Map.entry("all-resting", new NoCapacity.AllResting(PAUSE)),
                        Map.entry("upstream-timed-out", UpstreamFault.silent(FailureKind.UPSTREAM_TIMED_OUT)),
                        Map.entry("upstream-broke-off", UpstreamFault.silent(FailureKind.UPSTREAM_BROKE_OFF)),
                        Map.entry("internal", new GatewayFault.Internal()))
                .entrySet()
                .stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void answersAFailureAsOpenAiDoes(String name, RelayFailure failure) {
        assertThat(told(RESPONSES.render(failure, ID))).isEqualTo(Golden.text("errors/" + name + ".http"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void tellsTheSameInBothDialectsButForABudgetThatIsFilledAgain(String name, RelayFailure failure) {
        String chat = told(CHAT.render(failure, ID));

        if (name.equals("budget-spent")) {
            assertThat(chat).contains("\"type\":\"insufficient_quota\"").doesNotContain("resets_at");
        } else {
            assertThat(chat).isEqualTo(told(RESPONSES.render(failure, ID)));
        }
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void blamesTheKeyOfTheCallerForFaultsOfTheKeyOnly(FailureKind kind) {
        int status = ErrorForm.of(kind).status();

        assertThat(status == 401 || status == 403)
                .isEqualTo(kind.code().endsWith("-key") || kind.code().startsWith("key-"));
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void letsClientsTryAgainWhereThatMayHelpOnly(FailureKind kind) {
        ErrorForm form = ErrorForm.of(kind);

        assertThat(form.mendable())
                .isEqualTo(form.status() >= 500
                        || form.status() == 408
                        || (form.status() == 429 && kind != FailureKind.BUDGET_SPENT));
    }

    @Test
    void endsAStreamOfResponsesWithAFailedResponse() {
        SseEvent event = only(RESPONSES.errorEvent(UpstreamFault.silent(FailureKind.UPSTREAM_BROKE_OFF), ID));

        assertThat(event.name()).isEqualTo("response.failed");
        assertThat(UTF_8.decode(event.data()).toString()).isEqualTo("""
                {"type":"response.failed","sequence_number":0,"response":{"id":"resp_01abc","object":"response",\
                "created_at":1795428000,"status":"failed","error":{"code":"server_error",\
                "message":"The upstream ended its answer too early"},"incomplete_details":null,"output":[],"usage":null}}""");
    }

    @Test
    void tellsCodexOfARateLimitByItsCode() {
        UpstreamFault fault =
                new UpstreamFault(FailureKind.UPSTREAM_RATE_LIMITED, UpstreamFault.Reach.ACCOUNT, 429, null);

        assertThat(UTF_8.decode(only(RESPONSES.errorEvent(fault, ID)).data()).toString())
                .contains("\"code\":\"rate_limit_exceeded\"");
    }

    @Test
    void endsAStreamOfChatWithAnErrorAndNoMarkOfAWholeOne() {
        ByteBuffer bytes = CHAT.errorEvent(UpstreamFault.silent(FailureKind.UPSTREAM_TIMED_OUT), ID);

        assertThat(UTF_8.decode(bytes).toString()).isEqualTo("""
                data: {"error":{"message":"The upstream did not answer in time","type":"server_error","param":null,"code":null}}

                """);
    }

    @Test
    void keepsAStreamAliveWithAComment() {
        assertThat(UTF_8.decode(RESPONSES.ping()).toString()).isEqualTo(": ping\n\n");
        assertThat(events(CHAT.ping())).isEmpty();
    }

    @Test
    void knowsWhatMeansSomething() {
        assertThat(RESPONSES.isMeaningful(event("response.created", "{}"))).isFalse();
        assertThat(RESPONSES.isMeaningful(event("response.in_progress", "{}"))).isFalse();
        assertThat(RESPONSES.isMeaningful(event("response.output_item.added", "{}")))
                .isTrue();
        assertThat(RESPONSES.isMeaningful(event("response.failed", "{}"))).isTrue();
        assertThat(RESPONSES.isMeaningful(event("error", "{}"))).isTrue();
        assertThat(RESPONSES.isMeaningful(event("oversized", ""))).isTrue();
        assertThat(RESPONSES.isMeaningful(event("", ""))).isFalse();
        assertThat(CHAT.isMeaningful(event("", "{}"))).isTrue();
        assertThat(CHAT.isMeaningful(event("ping", ""))).isFalse();
    }

    @Test
    void tellsWhatIsLeftOfLimitsInItsOwnFields() {
        Headers fields = CHAT.standing(List.of(
                new Allowance(Allowance.Kind.REQUESTS, 20, 19, NOW.plusMillis(360_001)),
                new Allowance(Allowance.Kind.TOKENS, 1_000, 0, null)));

        assertThat(fields.fields())
                .containsExactly(
                        new Headers.Field("x-ratelimit-limit-requests", "20"),
                        new Headers.Field("x-ratelimit-remaining-requests", "19"),
                        new Headers.Field("x-ratelimit-reset-requests", "6m1s"),
                        new Headers.Field("x-ratelimit-limit-tokens", "1000"),
                        new Headers.Field("x-ratelimit-remaining-tokens", "0"));
    }

    @Test
    void writesTimesAsOpenAiDoes() {
        assertThat(Stream.of(-5, 0, 59, 60, 3_599, 3_600, 90_061)
                        .map(seconds -> new Allowance(Allowance.Kind.TOKENS, 1, 1, NOW.plusSeconds(seconds)))
                        .map(allowance -> RESPONSES
                                .standing(List.of(allowance))
                                .first("x-ratelimit-reset-tokens")
                                .orElseThrow()))
                .containsExactly("0s", "0s", "59s", "1m0s", "59m59s", "1h0m0s", "25h1m1s");
    }

    private static String told(Rendering rendering) {
        String headers = rendering.headers().stream()
                .map(field -> field.name() + ": " + field.value() + "\n")
                .collect(Collectors.joining());
        return rendering.status() + "\n" + headers + "\n"
                + new String(rendering.body().array(), UTF_8) + "\n";
    }

    private static SseEvent event(String name, String data) {
        return new SseEvent(name, ByteBuffer.wrap(data.getBytes(UTF_8)));
    }

    private static SseEvent only(ByteBuffer bytes) {
        List<SseEvent> events = events(bytes);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static List<SseEvent> events(ByteBuffer bytes) {
        List<SseEvent> events = new ArrayList<>();
        EventScanner scanner = new EventScanner(10_000);
        scanner.feed(bytes, events::add);
        assertThat(scanner.atBoundary()).isTrue();
        return events;
    }
}
