package org.llmrelay.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.account.Quota;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.failure.UpstreamFault.Reach;
import org.llmrelay.provider.AnswerHeaders;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.ProviderContract;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.UpstreamRequest;

class AnthropicProviderTest extends ProviderContract {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Provider provider = new AnthropicProvider(() -> NOW);

    @Override
    protected Provider provider() {
        return provider;
    }

    @Override
    protected Connection connection() {
        return connection("sk-ant-api03-hush", Map.of());
    }

    private static Connection connection(String key, Map<String, String> fields) {
        return new Connection(fields, Map.of("api_key", Secret.of(key)), Map.of());
    }

    private Account at(String baseUrl) {
        return account(connection("some-key", Map.of("base_url", baseUrl)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.anthropic.com, https://api.anthropic.com/v1/messages",
        "https://api.anthropic.com/, https://api.anthropic.com/v1/messages",
        "https://api.anthropic.com/v1, https://api.anthropic.com/v1/messages",
        "https://api.anthropic.com/v1/, https://api.anthropic.com/v1/messages",
        "https://api.anthropic.com/v1/messages, https://api.anthropic.com/v1/messages",
        "http://localhost:8080/simulated/anthropic, http://localhost:8080/simulated/anthropic/v1/messages",
        "http://localhost:8080/simulated/anthropic//v1//, http://localhost:8080/simulated/anthropic/v1/messages",
        "HTTP://[::1]:9/apiv1, HTTP://[::1]:9/apiv1/v1/messages",
        "'  https://h  ', https://h/v1/messages",
        "'', https://api.anthropic.com/v1/messages"
    })
    void findsTheApiBelowTheBaseUrl(String baseUrl, String expected) {
        assertThat(provider.mistakesIn(at(baseUrl).connection())).isEmpty();
        assertThat(provider.prepare(call(), at(baseUrl), TIMEOUTS).uri()).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.anthropic.com",
                "ftp://h",
                "https://",
                "https:///v1",
                "https://user:pw@h",
                "https://h?key=1",
                "https://h#x",
                "https://h:99999",
                "https://h h",
                "mailto:x@y",
                "/v1"
            })
    void takesNoBaseUrlThatLeadsNowhere(String baseUrl) {
        assertThat(provider.mistakesIn(at(baseUrl).connection())).hasSize(1).allMatch(m -> m.startsWith("base_url:"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", quoteCharacter = '§', textBlock = """
            beta=true -> beta=true
            a=%41&b=%c3%a9&&c -> a=%41&b=%c3%a9&&c
            a=1+2;b=[x]/?:@!$'()*, -> a=1+2;b=[x]/?:@!$'()*,
            a={"b"}|c^`\\<> -> a=%7B%22b%22%7D%7Cc%5E%60%5C%3C%3E
            a=100%&b=%zz&c=%4 -> a=100%25&b=%25zz&c=%254
            a=é#x -> a=%C3%A9%23x
            """)
    void sendsTheQueryAsItCame(String query, String expected) {
        assertThat(provider.prepare(call(CALLER, query), account(), TIMEOUTS)
                        .uri()
                        .getRawQuery())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "sk-ant-api03-x, https://api.anthropic.com, auto, x-api-key, sk-ant-api03-x",
        "sk-ant-api03-x, https://elsewhere, auto, x-api-key, sk-ant-api03-x",
        "other, https://API.anthropic.com/v1, auto, x-api-key, other",
        "other, https://elsewhere, auto, authorization, Bearer other",
        "other, https://elsewhere, '', authorization, Bearer other",
        "other, https://elsewhere, x-api-key, x-api-key, other",
        "sk-ant-api03-x, https://api.anthropic.com, bearer, authorization, Bearer sk-ant-api03-x"
    })
    void sendsTheKeyInTheHeaderThatFits(String key, String baseUrl, String auth, String header, String value) {
        Account account = account(connection(key, Map.of("base_url", baseUrl, "auth", auth)));

        Headers sent = provider.prepare(call(), account, TIMEOUTS).headers();

        assertThat(provider.mistakesIn(account.connection())).isEmpty();
        assertThat(sent.first(header)).contains(value);
    }

    @Test
    void namesAVersionOnlyWhereTheCallerDoesNot() {
        Headers versioned = CALLER.with("Anthropic-Version", "2099-01-01");

        assertThat(provider.prepare(call(), account(), TIMEOUTS).headers().first("anthropic-version"))
                .contains("2023-06-01");
        assertThat(provider.prepare(call(versioned, null), account(), TIMEOUTS).headers().stream()
                        .filter(field -> field.isNamed("anthropic-version"))
                        .map(Headers.Field::value))
                .containsExactly("2099-01-01");
    }

    @Test
    void asksForTheModels() {
        UpstreamRequest request =
                provider.prepareModelListing(account(), TIMEOUTS).orElseThrow();

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.uri()).hasToString("https://api.anthropic.com/v1/models?limit=1000");
        assertThat(request.body()).isEqualTo(Body.EMPTY);
        assertThat(request.headers().first("x-api-key")).contains("sk-ant-api03-hush");
        assertThat(request.headers().first("anthropic-version")).contains("2023-06-01");
    }

    @Test
    void readsTheModels() {
        List<ModelEntry> models = provider.readModelListing(
                Body.wrap(RecordedAnswer.text("models.json").getBytes(UTF_8)));

        assertThat(models)
                .containsExactly(
                        new ModelEntry(
                                "claude-opus-4-5-20251101", "Claude Opus 4.5", Instant.parse("2025-11-24T00:00:00Z")),
                        new ModelEntry(
                                "claude-haiku-4-5-20251001", "Claude Haiku 4.5", Instant.parse("2025-10-15T00:00:00Z")),
                        new ModelEntry("kimi-k2", "kimi-k2", Instant.ofEpochSecond(1_752_192_000)),
                        new ModelEntry("bare", "bare", Instant.EPOCH),
                        new ModelEntry("late", "late", Instant.EPOCH));
    }

    @ParameterizedTest
    @CsvSource({
        "429-input-tokens, UPSTREAM_RATE_LIMITED, MODEL, PT41S",
        "429-input-tokens-without-retry-after, UPSTREAM_RATE_LIMITED, MODEL, PT57S",
        "429-spend-limit, UPSTREAM_RATE_LIMITED, MODEL,",
        "429-unified-five-hours, UPSTREAM_RATE_LIMITED, ACCOUNT, PT2H",
        "429-unified-opus-week, UPSTREAM_RATE_LIMITED, MODEL, PT24H",
        "529, UPSTREAM_OVERLOADED, MODEL,",
        "500, UPSTREAM_ERROR, MODEL,",
        "503-with-date, UPSTREAM_ERROR, MODEL, PT2M30S",
        "401, UPSTREAM_UNAUTHORIZED, ACCOUNT,",
        "402, UPSTREAM_OUT_OF_CREDIT, ACCOUNT,",
        "403, UPSTREAM_FORBIDDEN, MODEL,",
        "301, UPSTREAM_ERROR, ACCOUNT,"
    })
    void understandsARecordedFault(String recording, FailureKind kind, Reach reach, Duration pause) {
        RecordedAnswer answer = RecordedAnswer.named(recording);

        assertThat(provider.faultIn(answer.status(), answer.headers()))
                .contains(new UpstreamFault(kind, reach, answer.status(), pause));
    }

    private Optional<UpstreamFault> faultIn(int status, String type, String message) {
        String json = "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}}";
        return provider.faultIn(status, Headers.NONE, Body.wrap(json.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | authentication_error  | invalid x-api-key                                         | UPSTREAM_UNAUTHORIZED | true
            400 | invalid_request_error | This organization has been disabled.                      | UPSTREAM_FORBIDDEN    | true
            403 | permission_error      | OAuth authentication is currently not allowed for this organization. | UPSTREAM_FORBIDDEN | true
            400 | invalid_request_error | Your credit balance is too low to access the Anthropic API. | UPSTREAM_OUT_OF_CREDIT | false
            402 | billing_error         | Your credit balance is too low to access the Anthropic API. | UPSTREAM_OUT_OF_CREDIT | false
            """)
    void recognisesALastingRefusalByItsWords(
            int status, String type, String message, FailureKind kind, boolean lasting) {
        assertThat(faultIn(status, type, message))
                .contains(new UpstreamFault(kind, Reach.ACCOUNT, status, null, lasting));
    }

    @Test
    void readsWhenASpentAccountGetsMore() {
        String message =
                "You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.";

        assertThat(faultIn(400, "invalid_request_error", message)).hasValueSatisfying(fault -> assertThat(fault.pause())
                .isBetween(Duration.ofDays(7), Duration.ofDays(8)));
    }

    @Test
    void doesNotTakeACallersWordsForTheProviders() {
        assertThat(faultIn(400, "invalid_request_error", "tools.0.name: This organization has been disabled"))
                .isEmpty();
    }

    @Test
    void keepsToTheHeadWhereABodySaysNothingNew() {
        assertThat(provider.faultIn(401, Headers.NONE, Body.wrap("<html>proxy</html>".getBytes(UTF_8))))
                .contains(new UpstreamFault(FailureKind.UPSTREAM_UNAUTHORIZED, Reach.ACCOUNT, 401, null, false));
        assertThat(provider.faultIn(400, Headers.NONE, Body.EMPTY)).isEmpty();
    }

    @Test
    void aSpendLimitIsNoRateLimit() {
        RecordedAnswer answer = RecordedAnswer.named("429-spend-limit");

        assertThat(provider.faultIn(answer.status(), answer.headers(), answer.body()))
                .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(FailureKind.UPSTREAM_OUT_OF_CREDIT));
    }

    @Test
    void readsHowMuchOfASubscriptionIsUsed() {
        Headers headers = RecordedAnswer.named("429-unified-five-hours")
                .headers()
                .with("Anthropic-RateLimit-Unified-7d_opus-Utilization", "0.999")
                .with("anthropic-ratelimit-unified-7d_opus-reset", "1795514400")
                .with("anthropic-ratelimit-unified-7d_sonnet-utilization", "much")
                .with("anthropic-ratelimit-unified-7d_haiku-utilization", "0.5");

        assertThat(provider.quotaIn(headers).windows())
                .containsExactly(
                        new Quota.Window("5h", null, 100, Instant.ofEpochSecond(1_795_435_200)),
                        new Quota.Window("7d", null, 41, Instant.ofEpochSecond(1_795_600_800)),
                        new Quota.Window("7d_opus", "opus", 99, Instant.ofEpochSecond(1_795_514_400)));
        assertThat(provider.quotaIn(RecordedAnswer.named("200").headers())).isEqualTo(Quota.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "400"})
    void leavesARecordedAnswerToTheCaller(String recording) {
        RecordedAnswer answer = RecordedAnswer.named(recording);

        assertThat(provider.faultIn(answer.status(), answer.headers())).isEmpty();
        assertThat(AnswerHeaders.forCaller(answer.headers()).toString())
                .isEqualTo("[Content-Type, x-should-retry, request-id, via, cf-cache-status, X-Robots-Tag, CF-RAY]");
    }

    @ParameterizedTest
    @CsvSource({"408", "410", "418", "451"})
    void leavesEveryOtherFourHundredToTheCaller(int status) {
        assertThat(provider.faultIn(status, Headers.of("retry-after", "5"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"504, UPSTREAM_TIMED_OUT", "522, UPSTREAM_TIMED_OUT", "524, UPSTREAM_TIMED_OUT", "520, UPSTREAM_ERROR"})
    void knowsHowTheNetworkInFrontTellsATimeOut(int status, FailureKind kind) {
        assertThat(provider.faultIn(status, Headers.NONE).orElseThrow().kind()).isEqualTo(kind);
    }

    @Test
    void takesTheLastResetOfTheLimitsThatAreUsedUp() {
        Headers headers = Headers.of(
                "anthropic-ratelimit-requests-remaining", "0",
                "anthropic-ratelimit-requests-reset", "2026-11-23T10:00:05Z",
                "anthropic-ratelimit-tokens-remaining", "0",
                "anthropic-ratelimit-tokens-reset", "2026-11-23T12:00:30+02:00",
                "anthropic-ratelimit-output-tokens-remaining", "7",
                "anthropic-ratelimit-output-tokens-reset", "2026-11-23T11:00:00Z",
                "anthropic-ratelimit-input-tokens-remaining", "0",
                "anthropic-ratelimit-input-tokens-reset", "soon");

        assertThat(provider.faultIn(429, headers).orElseThrow().pause()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void asksForNoPauseWhenTheResetIsPast() {
        Headers headers = Headers.of(
                "anthropic-ratelimit-requests-remaining", "0",
                "anthropic-ratelimit-requests-reset", "2026-11-23T09:59:59Z");

        assertThat(provider.faultIn(429, headers).orElseThrow().pause()).isZero();
        assertThat(provider.faultIn(503, Headers.of("retry-after", "Mon, 23 Nov 2026 09:00:00 GMT"))
                        .orElseThrow()
                        .pause())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, UPSTREAM_OVERLOADED, MODEL",
        "rate_limit_error, UPSTREAM_RATE_LIMITED, MODEL",
        "api_error, UPSTREAM_ERROR, MODEL",
        "timeout_error, UPSTREAM_TIMED_OUT, MODEL",
        "authentication_error, UPSTREAM_UNAUTHORIZED, ACCOUNT",
        "permission_error, UPSTREAM_FORBIDDEN, MODEL",
        "billing_error, UPSTREAM_OUT_OF_CREDIT, ACCOUNT",
        "brand_new_error, UPSTREAM_ERROR, MODEL"
    })
    void understandsAnErrorAsTheFirstEvent(String type, FailureKind kind, Reach reach) {
        String data = "{\"request_id\":{\"type\":\"x\"},\"type\":\"error\",\"error\":{\"message\":\"m\",\"type\":\""
                + type + "\"}}";

        assertThat(provider.faultIn(event("error", data))).contains(new UpstreamFault(kind, reach, 200, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_request_error", "not_found_error", "request_too_large"})
    void leavesAnErrorOfTheCallersAsTheFirstEvent(String type) {
        assertThat(provider.faultIn(event("error", "{\"error\":{\"type\":\"" + type + "\"}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{", "[]", "{\"error\":7}", "{\"error\":{\"type\":7}}", "{\"type\":\"error\"}"})
    void takesAnErrorThatCannotBeReadForTheUpstreams(String data) {
        assertThat(provider.faultIn(event("error", data)).orElseThrow().kind()).isEqualTo(FailureKind.UPSTREAM_ERROR);
    }

    @Test
    void findsEveryMistakeAtOnce() {
        Map<String, String> fields = new HashMap<>(Map.of("base_url", "x", "auth", "magic", "colour", "red"));
        fields.put("api_key", "in-the-open");
        Map<String, Secret> secrets = Map.of("base_url", Secret.of("x"));

        assertThat(provider.mistakesIn(new Connection(fields, secrets, Map.of("a", ""))))
                .extracting(mistake -> mistake.substring(0, mistake.indexOf(':')))
                .containsExactly("base_url", "api_key", "auth", "api_key", "base_url", "colour", "models");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "sk ant", "sk-ant\r\nx-evil: 1", "schlüssel"})
    void takesNoKeyThatNoHeaderCouldCarry(String key) {
        assertThat(provider.mistakesIn(connection(key, Map.of()))).hasSize(1).allMatch(m -> m.startsWith("api_key:"));
    }
}
