package org.llmrelay.provider.codex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.account.Pass;
import org.llmrelay.account.Quota;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Span;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

class CodexProviderTest {
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final Headers CALLER = Headers.of(
            "user-agent", "codex_exec/0.169.0",
            "originator", "codex_exec",
            "session-id", "s1",
            "x-codex-turn-metadata", "{}",
            "ChatGPT-Account-ID", "somebody-elses");

    private final CodexProvider provider = new CodexProvider();

    private static Account account(String accountId) {
        Pass pass = new Pass(Secret.of("the-token"), null, null, List.of(), Map.of("account_id", accountId));
        Connection connection = new Connection(Map.of(), Map.of(), Map.of()).bearing(pass);
        return new Account("a1", "openai-oauth", new Account.Profile("A", true, 50), connection, Instant.EPOCH);
    }

    private UpstreamRequest prepared(String path, Account account) {
        byte[] body = "{\"model\":\"gpt-5.6\"}".getBytes(UTF_8);
        Facts facts = new Facts("gpt-5.6", "gpt-5.6", new Span(9, body.length - 1), 0, true, null);
        Call.Request request = new Call.Request("POST", path, null, CALLER, Body.wrap(body));
        Call call = new Call(new CallId("c1"), "openai", "openai", Operation.GENERATE, request, facts, Instant.EPOCH);
        return provider.prepare(call, account, TIMEOUTS);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/responses, https://chatgpt.com/backend-api/codex/responses",
        "/v1/responses/compact, https://chatgpt.com/backend-api/codex/responses/compact"
    })
    void callsTheApiForCodex(String path, String address) {
        assertThat(prepared(path, account("acc-1")).uri()).hasToString(address);
    }

    @Test
    void sendsTokenAndAccountAndWhatTheCallerSaysOfItself() {
        UpstreamRequest request = prepared("/v1/responses", account("acc-1"));

        assertThat(request.headers().fields())
                .containsExactly(
                        new Headers.Field("user-agent", "codex_exec/0.169.0"),
                        new Headers.Field("originator", "codex_exec"),
                        new Headers.Field("session-id", "s1"),
                        new Headers.Field("x-codex-turn-metadata", "{}"),
                        new Headers.Field("authorization", "Bearer the-token"),
                        new Headers.Field("chatgpt-account-id", "acc-1"));
        assertThat(new String(request.body().array(), UTF_8)).isEqualTo("{\"model\":\"gpt-5.6\"}");
        assertThat(request.toString()).doesNotContain("the-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nx-evil: 1"})
    void sendsNoAccountThatIsNone(String told) {
        assertThat(prepared("/v1/responses", account(told)).headers().first("chatgpt-account-id"))
                .isEmpty();
    }

    @Test
    void readsHowMuchOfTheWindowsIsUsed() {
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        Headers headers = Headers.of(
                "x-codex-primary-used-percent", "41.6",
                "x-codex-primary-window-minutes", "300",
                "x-codex-primary-reset-after-seconds", "90",
                "x-codex-secondary-used-percent", "7",
                "x-codex-secondary-reset-at", "1795431600");

        assertThat(new CodexProvider(() -> now).quotaIn(headers).windows())
                .containsExactly(
                        new Quota.Window("primary", null, 42, now.plusSeconds(90)),
                        new Quota.Window("secondary", null, 7, Instant.ofEpochSecond(1795431600)));
        assertThat(provider.quotaIn(Headers.of("x-codex-primary-used-percent", "41")))
                .isEqualTo(Quota.UNKNOWN);
    }

    @Test
    void leavesAnAccountAloneUntilItsWindowEnds() {
        Body body =
                Body.wrap("{\"error\":{\"type\":\"usage_limit_reached\",\"resets_in_seconds\":60}}".getBytes(UTF_8));

        assertThat(provider.faultIn(429, Headers.NONE, body))
                .contains(new UpstreamFault(
                        FailureKind.UPSTREAM_RATE_LIMITED, UpstreamFault.Reach.ACCOUNT, 429, Duration.ofMinutes(1)));
    }
}
