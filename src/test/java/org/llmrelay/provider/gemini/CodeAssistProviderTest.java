package org.llmrelay.provider.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.account.Pass;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Span;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

class CodeAssistProviderTest {
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final Pass PASS =
            new Pass(Secret.of("the-token"), null, null, List.of(), Map.of("project", "found-1", "email", "a@b"));

    private final CodeAssistProvider provider = new CodeAssistProvider();

    @Test
    void bringsTheTokenAndWhatTheCallerSent() {
        Headers caller = Headers.of("user-agent", "GeminiCLI/1", "x-never-heard-of", "1");
        Call call = call(Operation.GENERATE, "generateContent", "{\"model\":\"m\",\"request\":{}}", caller);

        UpstreamRequest request = provider.prepare(call, account(Map.of()), TIMEOUTS);

        assertThat(request.uri()).hasToString("https://cloudcode-pa.googleapis.com/v1internal:generateContent?alt=sse");
        assertThat(request.headers().fields()).containsSubsequence(caller.fields());
        assertThat(request.headers().first("authorization")).contains("Bearer the-token");
        assertThat(request.headers().fields()).hasSize(3);
        assertThat(request.toString()).doesNotContain("the-token");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"model":"m","request":{"project":"x"}}             | {"project":"found-1","model":"m","request":{"project":"x"}}
            {"model":"m","project":"theirs","request":{}}       | {"model":"m","project":"found-1","request":{}}
            {"model":"m", "project" : null , "request":{}}      | {"model":"m", "project" : "found-1" , "request":{}}
            { "project":"found-1","model":"m","request":{}}     | { "project":"found-1","model":"m","request":{}}
            """)
    void chargesTheProjectOfTheAccount(String body, String expected) {
        assertThat(sent(Operation.GENERATE, "generateContent", body, Map.of())).isEqualTo(expected);
    }

    @Test
    void prefersTheProjectThatTheOperatorFilledIn() {
        assertThat(sent(Operation.GENERATE, "generateContent", "{\"model\":\"m\"}", Map.of("project", "mine")))
                .isEqualTo("{\"project\":\"mine\",\"model\":\"m\"}");
    }

    @Test
    void namesNoProjectWhereTokensAreCounted() {
        String body = "{\"request\":{\"model\":\"models/m\"}}";

        assertThat(sent(Operation.COUNT_TOKENS, "countTokens", body, Map.of())).isEqualTo(body);
    }

    @Test
    void writesTheModelThatTheAccountKnowsInTheFormThatItHad() {
        assertThat(sent(Operation.GENERATE, "generateContent", "{\"model\":\"small\",\"project\":\"p\"}", Map.of()))
                .isEqualTo("{\"model\":\"gemini-flash\",\"project\":\"found-1\"}");
        assertThat(sent(Operation.COUNT_TOKENS, "countTokens", "{\"request\":{\"model\":\"models/small\"}}", Map.of()))
                .isEqualTo("{\"request\":{\"model\":\"models/gemini-flash\"}}");
    }

    private String sent(Operation operation, String method, String body, Map<String, String> fields) {
        Call call = call(operation, method, body, Headers.NONE);
        return new String(
                provider.prepare(call, account(fields), TIMEOUTS).body().array(), UTF_8);
    }

    private static Account account(Map<String, String> fields) {
        Connection connection = new Connection(fields, Map.of(), Map.of("small", "gemini-flash")).bearing(PASS);
        return new Account("a1", "gemini-oauth", new Account.Profile("A", true, 50), connection, Instant.EPOCH);
    }

    private static Call call(Operation operation, String method, String body, Headers headers) {
        String model = body.contains("small") ? "small" : "m";
        int colon = body.indexOf("\"model\":") + 8;
        Span span = new Span(colon, body.indexOf('"', colon + 1) + 1);
        Facts facts = new Facts(model, model, span, 0, false, null);
        Call.Request request =
                new Call.Request("POST", "/v1internal:" + method, "alt=sse", headers, Body.wrap(body.getBytes(UTF_8)));
        return new Call(new CallId("c1"), "gemini-code-assist", "gemini", operation, request, facts, Instant.EPOCH);
    }
}
