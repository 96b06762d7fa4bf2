package org.llmrelay.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.account.Passes;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Span;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

class ClaudeProviderTest {
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final ClaudeProvider provider = new ClaudeProvider();
    private final Account account = account(Map.of());

    private static Account account(Map<String, String> fields) {
        Connection connection = new Connection(fields, Map.of(), Map.of("small", "claude-haiku"))
                .bearing(Passes.pass("the-token", "the-refresh", null));
        return new Account("a1", "claude-oauth", new Account.Profile("A", true, 50), connection, Instant.EPOCH);
    }

    private static Call call(String model, Headers headers) {
        byte[] body = ("{\"model\":\"" + model + "\"}").getBytes(StandardCharsets.UTF_8);
        Facts facts = new Facts(model, "family", new Span(9, body.length - 1), 0, true, null);
        Call.Request request = new Call.Request("POST", "/v1/messages", "beta=true", headers, Body.wrap(body));
        return new Call(new CallId("c1"), "anthropic", "claude", Operation.GENERATE, request, facts, Instant.EPOCH);
    }

    private UpstreamRequest prepared(Headers headers) {
        return provider.prepare(call("m", headers), account, TIMEOUTS);
    }

    @Test
    void sendsTheTokenAndWhatTheCallerSent() {
        Headers caller =
                Headers.of("user-agent", "anybody/1", "x-never-heard-of", "1", "anthropic-version", "2023-06-01");

        UpstreamRequest request = prepared(caller);

        assertThat(request.uri()).hasToString("https://api.anthropic.com/v1/messages?beta=true");
        assertThat(request.headers().fields()).containsSubsequence(caller.fields());
        assertThat(request.headers().first("authorization")).contains("Bearer the-token");
        assertThat(request.headers().first("x-api-key")).isEmpty();
        assertThat(request.headers().fields())
                .extracting(Headers.Field::name)
                .containsExactlyInAnyOrder(
                        "user-agent", "x-never-heard-of", "anthropic-version", "authorization", "anthropic-beta");
        assertThat(request.toString()).doesNotContain("the-token");
    }

    @ParameterizedTest
    @CsvSource({
        ", oauth-2025-04-20",
        "one, 'one,oauth-2025-04-20'",
        "'one, two', 'one, two,oauth-2025-04-20'",
        "'one, oauth-2025-04-20', 'one, oauth-2025-04-20'"
    })
    void addsTheBetaWithoutWhichNoTokenIsTaken(String sent, String expected) {
        Headers caller = sent == null ? Headers.NONE : Headers.of("Anthropic-Beta", sent);

        assertThat(prepared(caller).headers().first("anthropic-beta")).contains(expected);
    }

    @Test
    void addsTheBetaBehindTheLastLine() {
        Headers caller = Headers.of("anthropic-beta", "one", "accept", "x", "anthropic-beta", "two");

        assertThat(prepared(caller).headers().fields())
                .containsSubsequence(
                        new Headers.Field("anthropic-beta", "one"),
                        new Headers.Field("accept", "x"),
                        new Headers.Field("anthropic-beta", "two,oauth-2025-04-20"));
    }

    @Test
    void leavesTheBodyAsItIsExceptForAModelWithAnotherName() {
        Call plain = call("m", Headers.NONE);

        assertThat(provider.prepare(plain, account, TIMEOUTS).body())
                .isSameAs(plain.request().body());
        assertThat(new String(
                        provider.prepare(call("small", Headers.NONE), account, TIMEOUTS)
                                .body()
                                .array(),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"claude-haiku\"}");
    }

    @Test
    void listsModelsWithItsToken() {
        UpstreamRequest request =
                provider.prepareModelListing(account, TIMEOUTS).orElseThrow();

        assertThat(request.headers().first("authorization")).contains("Bearer the-token");
        assertThat(request.headers().first("anthropic-beta")).contains("oauth-2025-04-20");
    }

    @Test
    void isReachedElsewhereWhereTheOperatorSaysSo() {
        Account elsewhere = account(Map.of("base_url", "http://127.0.0.1:9/proxy/v1"));

        assertThat(provider.prepare(call("m", Headers.NONE), elsewhere, TIMEOUTS)
                        .uri())
                .hasToString("http://127.0.0.1:9/proxy/v1/messages?beta=true");
    }

    @Test
    void takesNoKeyFromTheOperator() {
        Connection connection = new Connection(
                Map.of("base_url", "ftp://x", "auth", "bearer"), Map.of("api_key", Secret.of("sk")), Map.of());

        assertThat(provider.mistakesIn(connection))
                .extracting(mistake -> mistake.split(":", 2)[0])
                .containsExactlyInAnyOrder("auth", "api_key", "base_url");
        assertThat(provider.mistakesIn(new Connection(Map.of(), Map.of(), Map.of())))
                .isEmpty();
    }

    @Test
    void readsAnswersAsTheApiMeansThem() {
        assertThat(provider.dialects()).isEqualTo(Set.of("anthropic"));
        assertThat(provider.faultIn(200, Headers.NONE)).isEmpty();
        assertThat(provider.faultIn(401, Headers.NONE).orElseThrow().kind())
                .isEqualTo(FailureKind.UPSTREAM_UNAUTHORIZED);
    }

    @Test
    void namesItsFieldsAndWaysInOrder() {
        assertThat(provider.fields()).extracting("name").isEqualTo(List.of("base_url"));
        assertThat(provider.oauth().orElseThrow().ways()).extracting("id").containsExactly("code", "long-lived");
    }
}
