package org.llmrelay.provider.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.failure.UpstreamFault.Reach;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.ProviderContract;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.UpstreamRequest;

class GeminiProviderTest extends ProviderContract {
    /** Three in the morning where Google is. */
    private static final Instant NOW = Instant.parse("2026-11-23T11:00:00Z");

    private static final String OVER = """
            {"error":{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED","details":[
            {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"m","quotaId":"%s"}]},
            {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"%s"}]}}""";
    private static final String REASON = """
            {"error":{"code":400,"message":"m","status":"%s","details":[
            {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"%s","domain":"googleapis.com"}]}}""";

    private final Provider provider = new GeminiProvider(() -> NOW);

    @Override
    protected Provider provider() {
        return provider;
    }

    @Override
    protected Connection connection() {
        return new Connection(Map.of(), Map.of("api_key", Secret.of("AIza-hush")), Map.of());
    }

    @Override
    protected String path() {
        return "/v1beta/models/asked-model:generateContent";
    }

    /** The path names the model. */
    @Override
    protected String bodyForKnownModel() {
        return BODY;
    }

    private Account at(String baseUrl) {
        return account(new Connection(Map.of("base_url", baseUrl), connection().secrets(), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://generativelanguage.googleapis.com, https://generativelanguage.googleapis.com",
        "https://generativelanguage.googleapis.com/v1beta, https://generativelanguage.googleapis.com",
        "https://generativelanguage.googleapis.com/v1beta/models/, https://generativelanguage.googleapis.com",
        "http://localhost:9/gemini/v1, http://localhost:9/gemini",
        "'', https://generativelanguage.googleapis.com"
    })
    void findsTheApiBelowTheBaseUrl(String baseUrl, String expected) {
        assertThat(provider.prepare(call(CALLER, "alt=sse"), at(baseUrl), TIMEOUTS)
                        .uri())
                .hasToString(expected + "/v1beta/models/asked-model:generateContent?alt=sse");
    }

    @Test
    void sendsTheKeyInAHeaderAndNeverInTheAddress() {
        UpstreamRequest request = provider.prepare(call(), account(), TIMEOUTS);

        assertThat(request.headers().first("x-goog-api-key")).contains("AIza-hush");
        assertThat(request.uri().toString()).doesNotContain("hush");
    }

    @Test
    void writesTheModelThatTheAccountKnowsIntoThePath() {
        UpstreamRequest request = provider.prepare(call(), mapping("asked-model", "tuned/é 1"), TIMEOUTS);

        assertThat(request.uri().getRawPath()).isEqualTo("/v1beta/models/tuned%2F%C3%A9%201:generateContent");
    }

    @ParameterizedTest
    @CsvSource({
        "400, FAILED_PRECONDITION, NONE, UPSTREAM_FORBIDDEN, ACCOUNT",
        "403, PERMISSION_DENIED, SERVICE_DISABLED, UPSTREAM_FORBIDDEN, ACCOUNT",
        "403, PERMISSION_DENIED, BILLING_DISABLED, UPSTREAM_OUT_OF_CREDIT, ACCOUNT",
        "403, PERMISSION_DENIED, NONE, UPSTREAM_FORBIDDEN, MODEL",
        "503, UNAVAILABLE, NONE, UPSTREAM_OVERLOADED, MODEL"
    })
    void readsInTheBodyWhoseFaultItIs(int status, String canonical, String reason, FailureKind kind, Reach reach) {
        assertThat(provider.tellsMoreInItsBody(status)).isTrue();

        UpstreamFault fault =
                faultIn(status, REASON.formatted(canonical, reason)).orElseThrow();

        assertThat(fault).isEqualTo(new UpstreamFault(kind, reach, status, null));
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT, API_KEY_INVALID, UPSTREAM_UNAUTHORIZED",
        "403, PERMISSION_DENIED, CONSUMER_SUSPENDED, UPSTREAM_FORBIDDEN",
        "403, PERMISSION_DENIED, CONSUMER_INVALID, UPSTREAM_FORBIDDEN"
    })
    void knowsARefusalThatWaitingDoesNotMend(int status, String canonical, String reason, FailureKind kind) {
        UpstreamFault fault =
                faultIn(status, REASON.formatted(canonical, reason)).orElseThrow();

        assertThat(fault).isEqualTo(new UpstreamFault(kind, Reach.ACCOUNT, status, null, true));
    }

    @Test
    void leavesABadRequestToItsCaller() {
        assertThat(faultIn(400, REASON.formatted("INVALID_ARGUMENT", "API_KEY_INVALIDATED")))
                .isEmpty();
        assertThat(faultIn(400, "API_KEY_INVALID")).isEmpty();
        assertThat(faultIn(400, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GenerateRequestsPerMinutePerProjectPerModel, 37s, PT37S",
        "GenerateRequestsPerMinutePerProjectPerModel, 0.25s, PT0.25S",
        "GenerateRequestsPerMinutePerProjectPerModel, 999999999999999s, PT8760H",
        "GenerateRequestsPerDayPerProjectPerModel-FreeTier, 37s, PT21H"
    })
    void readsInTheBodyHowLongToWait(String quota, String delay, Duration expected) {
        UpstreamFault fault = faultIn(429, OVER.formatted(quota, delay)).orElseThrow();

        assertThat(fault.kind()).isEqualTo(FailureKind.UPSTREAM_RATE_LIMITED);
        assertThat(fault.reach()).isEqualTo(Reach.MODEL);
        assertThat(fault.pause()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"soon", "-5s", "5", "9999999999999999s"})
    void takesNoHintFromADelayThatIsNone(String delay) {
        assertThat(faultIn(429, OVER.formatted("q", delay)).orElseThrow().pause())
                .isNull();
    }

    @Test
    void seesAnErrorAsTheFirstPieceOfAStream() {
        UpstreamFault fault =
                provider.faultIn(event("", OVER.formatted("q", "3s"))).orElseThrow();

        assertThat(fault)
                .isEqualTo(
                        new UpstreamFault(FailureKind.UPSTREAM_RATE_LIMITED, Reach.MODEL, 200, Duration.ofSeconds(3)));
        assertThat(provider.faultIn(event("", "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\"}}")))
                .isEmpty();
    }

    @Test
    void readsAnErrorThatComesInAnArray() {
        assertThat(faultIn(400, "[" + REASON.formatted("INVALID_ARGUMENT", "API_KEY_INVALID") + "]"))
                .isPresent();
    }

    @Test
    void listsModelsByTheirNames() {
        List<ModelEntry> models = provider.readModelListing(body("""
                {"models":[{"name":"models/gemini-3.8-flash","displayName":"Gemini 3.8 Flash"},{"name":"x"},{"name":""}]}"""));

        assertThat(models)
                .containsExactly(
                        new ModelEntry("gemini-3.8-flash", "Gemini 3.8 Flash", Instant.EPOCH),
                        new ModelEntry("x", "x", Instant.EPOCH));
        assertThat(provider.prepareModelListing(account(), TIMEOUTS)
                        .orElseThrow()
                        .uri())
                .hasToString("https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000");
    }

    @Test
    void checksAnAccountByItsListOrByOneWordOfAModel() {
        UpstreamRequest word = provider.prepareCheck(mapping("small", "gemini-flash"), "small", TIMEOUTS)
                .orElseThrow();

        assertThat(provider.prepareCheck(account(), null, TIMEOUTS)
                        .orElseThrow()
                        .uri())
                .hasPath("/v1beta/models");
        assertThat(word.uri().getPath()).isEqualTo("/v1beta/models/gemini-flash:generateContent");
        assertThat(new String(word.body().array(), UTF_8)).contains("\"maxOutputTokens\":1");
        assertThat(word.headers().first("x-goog-api-key")).isPresent();
    }

    private Optional<UpstreamFault> faultIn(int status, String body) {
        return provider.faultIn(status, Headers.NONE, body(body));
    }

    private static Body body(String text) {
        return Body.wrap(text.getBytes(UTF_8));
    }
}
