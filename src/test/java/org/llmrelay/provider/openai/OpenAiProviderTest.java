package org.llmrelay.provider.openai;

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
import org.junit.jupiter.params.provider.ValueSource;
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

class OpenAiProviderTest extends ProviderContract {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Provider provider = new OpenAiProvider(() -> NOW);

    @Override
    protected Provider provider() {
        return provider;
    }

    @Override
    protected Connection connection() {
        return connection(Map.of());
    }

    private static Connection connection(Map<String, String> fields) {
        return new Connection(fields, Map.of("api_key", Secret.of("sk-proj-hush")), Map.of());
    }

    private Account at(String baseUrl) {
        return account(connection(Map.of("base_url", baseUrl)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', https://api.openai.com/v1/messages",
        "https://api.openai.com/v1, https://api.openai.com/v1/messages",
        "https://api.openai.com/v1/, https://api.openai.com/v1/messages",
        "https://api.openai.com/v1/responses, https://api.openai.com/v1/messages",
        "https://api.openai.com, https://api.openai.com/v1/messages",
        "https://api.deepseek.com/, https://api.deepseek.com/v1/messages",
        "https://open.bigmodel.cn/api/paas/v4, https://open.bigmodel.cn/api/paas/v4/messages",
        "https://h/v1beta/openai/chat/completions, https://h/v1beta/openai/messages"
    })
    void findsTheApiWhereOpenAisClientsWouldFindIt(String baseUrl, String expected) {
        assertThat(provider.mistakesIn(at(baseUrl).connection())).isEmpty();
        assertThat(provider.prepare(call(), at(baseUrl), TIMEOUTS).uri()).hasToString(expected);
    }

    @Test
    void sendsTheKeyAsABearerToken() {
        UpstreamRequest request = provider.prepare(call(), account(), TIMEOUTS);

        assertThat(request.headers().first("authorization")).contains("Bearer sk-proj-hush");
    }

    @Test
    void readsAListingOfModels() {
        String listing =
                "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o\",\"object\":\"model\",\"created\":1715367049,"
                        + "\"owned_by\":\"system\"}]}";

        assertThat(provider.prepareModelListing(account(), TIMEOUTS)
                        .orElseThrow()
                        .uri())
                .hasToString("https://api.openai.com/v1/models");
        assertThat(provider.readModelListing(Body.wrap(listing.getBytes(UTF_8))))
                .containsExactly(new ModelEntry("gpt-4o", "gpt-4o", Instant.ofEpochSecond(1715367049)));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiterString = " => ", textBlock = """
            {"error":{"message":"x","type":"insufficient_quota","param":null,"code":"insufficient_quota"}} => UPSTREAM_OUT_OF_CREDIT => ACCOUNT
            {"error":{"message":"x","type":"billing_error","code":"billing_hard_limit_reached"}} => UPSTREAM_OUT_OF_CREDIT => ACCOUNT
            {"error":{"type":"usage_not_included","message":"x"}} => UPSTREAM_OUT_OF_CREDIT => ACCOUNT
            {"error":{"type":"usage_limit_reached","message":"x"}} => UPSTREAM_RATE_LIMITED => ACCOUNT
            {"error":{"message":"x","type":"requests","param":null,"code":"rate_limit_exceeded"}} => UPSTREAM_RATE_LIMITED => MODEL
            {"error":{"message":"x","type":"engine_overloaded"}} => UPSTREAM_OVERLOADED => MODEL
            {"error":"too fast"} => UPSTREAM_RATE_LIMITED => MODEL
            {"error":{"code":429}} => UPSTREAM_RATE_LIMITED => MODEL
            <html>429</html> => UPSTREAM_RATE_LIMITED => MODEL
            """)
    void tellsTheKindsOf429sApartByTheirBodies(String body, FailureKind kind, Reach reach) {
        UpstreamFault fault = faultIn(429, Headers.NONE, body).orElseThrow();

        assertThat(provider.tellsMoreInItsBody(429)).isTrue();
        assertThat(fault).isEqualTo(new UpstreamFault(kind, reach, 429, null));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiterString = " => ", textBlock = """
            401 => {"error":{"message":"x","type":"invalid_request_error","code":"account_deactivated"}} => UPSTREAM_FORBIDDEN => true
            403 => {"error":{"code":"deactivated_workspace"}} => UPSTREAM_FORBIDDEN => true
            401 => {"error":{"message":"x","type":"invalid_request_error","code":"invalid_api_key"}} => UPSTREAM_UNAUTHORIZED => true
            401 => {"error":{"code":"token_expired"}} => UPSTREAM_UNAUTHORIZED => false
            401 => {"error":{"code":"401","message":"Access denied"}} => UPSTREAM_UNAUTHORIZED => false
            401 => <html>401</html> => UPSTREAM_UNAUTHORIZED => false
            """)
    void knowsARefusalThatWaitingDoesNotMend(int status, String body, FailureKind kind, boolean lasting) {
        UpstreamFault fault = faultIn(status, Headers.NONE, body).orElseThrow();

        assertThat(provider.tellsMoreInItsBody(status)).isTrue();
        assertThat(fault).isEqualTo(new UpstreamFault(kind, Reach.ACCOUNT, status, null, lasting));
    }

    @Test
    void leavesAModelAloneThatAnAccountMayNotUse() {
        assertThat(faultIn(403, Headers.NONE, "{\"error\":{\"code\":\"model_not_found\"}}"))
                .contains(new UpstreamFault(FailureKind.UPSTREAM_FORBIDDEN, Reach.MODEL, 403, null));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiterString = " => ", textBlock = """
            {"error":{"type":"usage_limit_reached","resets_in_seconds":7200}} => PT2H
            {"error":{"type":"usage_limit_reached","resets_at":1795431600}} => PT1H
            {"error":{"type":"usage_limit_reached","resets_at":1}} => PT0S
            {"error":{"type":"usage_limit_reached","resets_at":99999999999999999999}} => PT17S
            {"error":{"code":"rate_limit_exceeded"}} => PT17S
            """)
    void leavesAnAccountAloneForAsLongAsItsLimitLasts(String body, Duration pause) {
        assertThat(faultIn(429, Headers.of("retry-after", "17"), body)
                        .orElseThrow()
                        .pause())
                .isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after-ms, 1500.5, PT1.501S",
        "retry-after, 3, PT3S",
        "x-ratelimit-reset-tokens, 6m0s, PT6M",
        "x-ratelimit-reset-tokens, 1h2m3.25s, PT1H2M3.25S",
        "x-ratelimit-reset-tokens, 120ms, PT0.12S",
        "x-ratelimit-reset-tokens, 1m5ms, PT1M0.005S",
        "x-ratelimit-reset-tokens, 2d, PT48H"
    })
    void readsEveryWayOfAskingForAPause(String name, String value, Duration pause) {
        Headers headers = Headers.of("x-ratelimit-remaining-tokens", "0", name, value);

        assertThat(provider.faultIn(429, headers).orElseThrow().pause()).isEqualTo(pause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "-1s", "1x", "m"})
    void takesNoHintFromAResetThatIsNone(String value) {
        Headers headers = Headers.of("x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens", value);

        assertThat(provider.faultIn(429, headers).orElseThrow().pause()).isNull();
    }

    @Test
    void waitsForTheLimitsThatAreUsedUpOnly() {
        Headers headers = Headers.of(
                "x-ratelimit-remaining-tokens", "9",
                "x-ratelimit-reset-tokens", "60s",
                "x-ratelimit-remaining-requests", "0",
                "x-ratelimit-reset-requests", "8s");

        assertThat(provider.faultIn(429, headers).orElseThrow().pause()).isEqualTo(Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiterString = " => ", nullValues = "-", textBlock = """
            response.failed => {"type":"response.failed","response":{"status":"failed","error":{"code":"rate_limit_exceeded","message":"x"}}} => UPSTREAM_RATE_LIMITED
            response.failed => {"response":{"error":{"code":"server_error","message":"x"}}} => UPSTREAM_ERROR
            response.failed => {"response":{"error":{"code":"server_is_overloaded"}}} => UPSTREAM_OVERLOADED
            response.failed => {"response":{"error":{"code":"insufficient_quota"}}} => UPSTREAM_OUT_OF_CREDIT
            response.failed => {"response":{"error":{"code":"invalid_prompt"}}} => -
            response.failed => {"response":{"error":{"code":"context_length_exceeded"}}} => -
            error => {"type":"error","code":"rate_limit_exceeded","message":"x","param":null} => UPSTREAM_RATE_LIMITED
            error => {"type":"error","error":{"type":"invalid_request_error","code":"bad"}} => -
            error => {"type":"error","error":{"type":"authentication_error"}} => UPSTREAM_UNAUTHORIZED
            `` => {"error":{"message":"x","type":"server_error","param":null,"code":null}} => UPSTREAM_ERROR
            `` => {"id":"chatcmpl-1","choices":[],"error":null} => -
            response.output_item.added => {"item":{"error":{"code":"server_error"}}} => -
            """)
    void seesWhatTheFirstEventMeans(String name, String data, String kind) {
        Optional<FailureKind> seen = provider.faultIn(event(name, data)).map(UpstreamFault::kind);

        assertThat(seen.map(FailureKind::name).orElse(null)).isEqualTo(kind);
    }

    @Test
    void offersChatOnlyWhereAnUpstreamIsMerelyCompatible() {
        assertThat(provider.dialects()).containsExactlyInAnyOrder("openai", "openai-chat", "openai-embeddings");
        assertThat(new CompatibleProvider().dialects()).containsExactlyInAnyOrder("openai-chat", "openai-embeddings");
        assertThat(new CompatibleProvider().mistakesIn(connection(Map.of())))
                .isEqualTo(List.of("base_url: is required"));
    }

    private Optional<UpstreamFault> faultIn(int status, Headers headers, String body) {
        return provider.faultIn(status, headers, Body.wrap(body.getBytes(UTF_8)));
    }
}
