package org.llmrelay.provider.vertex;

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
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.WholeBody;
import org.llmrelay.secret.Secret;
import org.llmrelay.stream.FakeExchange;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamExchange;
import org.llmrelay.upstream.UpstreamRequest;

class VertexProviderTest {
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final Headers CALLER =
            Headers.of("anthropic-beta", "one,two", "accept-encoding", "gzip", "user-agent", "claude-cli/2");

    private final Provider claude = new VertexProvider();
    private final Provider gemini = new VertexGeminiProvider();

    private static Account account(String location, Map<String, String> models) {
        Connection connection = new Connection(Map.of("project", "project-1", "location", location), Map.of(), models)
                .bearing(new Pass(Secret.of("minted"), null, null, List.of(), Map.of()));
        return new Account("a1", "vertex", new Account.Profile("A", true, 50), connection, Instant.EPOCH);
    }

    private static Call call(String model, Operation operation, boolean streamed) {
        String json = "{\"model\":\"" + model + "\",\"stream\":true,\"messages\":[ ]}";
        Facts facts = new Facts(model, model, new Span(9, 11 + model.length()), 0, streamed, null);
        Call.Request request =
                new Call.Request("POST", "/v1/messages", "beta=true", CALLER, Body.wrap(json.getBytes(UTF_8)));
        return new Call(new CallId("c1"), "anthropic", "claude", operation, request, facts, Instant.EPOCH);
    }

    private static Call geminiCall(String path, String query) {
        Facts facts = new Facts("gemini-2.5-pro", "gemini-2.5-pro", new Span(0, 0), 0, true, null);
        Call.Request request = new Call.Request("POST", path, query, CALLER, Body.wrap("{}".getBytes(UTF_8)));
        return new Call(new CallId("c1"), "gemini", "gemini", Operation.GENERATE, request, facts, Instant.EPOCH);
    }

    @Test
    void tellsErrorsOfGoogleInAnthropicsForm() {
        Call call = call("claude-opus-5-5", Operation.GENERATE, true);
        FakeExchange answer = FakeExchange.document(429);
        UpstreamExchange exchange = claude.unwrapped(call, answer);
        WholeBody whole = new WholeBody();

        exchange.read(whole);
        answer.send("[{\"error\":{\"code\":429,\"message\":\"Quota exceeded\",\"status\":\"RESOURCE_EXHAUSTED\"}}]");
        answer.end();

        assertThat(whole.text())
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\","
                        + "\"message\":\"Quota exceeded\"}}");
        assertThat(exchange.status()).isEqualTo(429);
    }

    @Test
    void leavesAnswersAndAnthropicsOwnErrorsAsTheyAre() {
        Call call = call("claude-opus-5-5", Operation.GENERATE, true);
        FakeExchange good = FakeExchange.stream();
        FakeExchange refusal = FakeExchange.document(400);
        String words = "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}}";
        WholeBody whole = new WholeBody();

        claude.unwrapped(call, refusal).read(whole);
        refusal.send(words);
        refusal.end();

        assertThat(claude.unwrapped(call, good)).isSameAs(good);
        assertThat(whole.text()).isEqualTo(words);
    }

    private static String body(UpstreamRequest request) {
        return new String(request.body().array(), UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "us-east5, https://us-east5-aiplatform.googleapis.com",
        "global, https://aiplatform.googleapis.com",
        "eu, https://aiplatform.eu.rep.googleapis.com"
    })
    void callsTheLocation(String location, String host) {
        UpstreamRequest request = claude.prepare(
                call("claude-opus-5-5", Operation.GENERATE, true), account(location, Map.of()), TIMEOUTS);

        assertThat(request.uri())
                .hasToString(host + "/v1/projects/project-1/locations/" + location
                        + "/publishers/anthropic/models/claude-opus-5-5:streamRawPredict");
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5-20250929, claude-sonnet-4-5@20250929",
        "claude-sonnet-4-5@20250929, claude-sonnet-4-5@20250929",
        "claude-opus-4-6, claude-opus-4-6",
        "claude-3-5-sonnet-20241022, claude-3-5-sonnet-v2@20241022",
        "house, claude-x@1"
    })
    void callsTheModelByItsIdThere(String model, String id) {
        UpstreamRequest request = claude.prepare(
                call(model, Operation.GENERATE, false), account("global", Map.of("house", "claude-x@1")), TIMEOUTS);

        assertThat(request.uri().getRawPath()).endsWith("/models/" + id + ":rawPredict");
    }

    @Test
    void movesTheVersionIntoTheBodyAndTheModelOutOfIt() {
        UpstreamRequest request = claude.prepare(
                call("claude-opus-5-5", Operation.GENERATE, true), account("global", Map.of()), TIMEOUTS);

        assertThat(body(request))
                .isEqualTo("{\"anthropic_version\":\"vertex-2023-10-16\",\"stream\":true,\"messages\":[ ]}");
        assertThat(request.headers().fields())
                .containsExactly(
                        new Headers.Field("anthropic-beta", "one,two"),
                        new Headers.Field("user-agent", "claude-cli/2"),
                        new Headers.Field("authorization", "Bearer minted"));
    }

    @Test
    void countsTokensOfAModelThatTheBodyNames() {
        UpstreamRequest request = claude.prepare(
                call("claude-sonnet-4-5-20250929", Operation.COUNT_TOKENS, false),
                account("global", Map.of()),
                TIMEOUTS);

        assertThat(request.uri().getRawPath()).endsWith("/models/count-tokens:rawPredict");
        assertThat(body(request)).contains("\"model\":\"claude-sonnet-4-5@20250929\"");
    }

    @Test
    void callsGeminiWithItsOwnWordsAndQuery() {
        UpstreamRequest request = gemini.prepare(
                geminiCall("/v1beta/models/gemini-2.5-pro:streamGenerateContent", "alt=sse"),
                account("global", Map.of("gemini-2.5-pro", "gemini-3-pro")),
                TIMEOUTS);

        assertThat(request.uri())
                .hasToString("https://aiplatform.googleapis.com/v1/projects/project-1/locations/global"
                        + "/publishers/google/models/gemini-3-pro:streamGenerateContent?alt=sse");
        assertThat(body(request)).isEqualTo("{}");
        assertThat(request.headers().first("authorization")).contains("Bearer minted");
    }

    @Test
    void checksByAWordFromAModel() {
        Account account = account("global", Map.of());

        assertThat(claude.prepareCheck(account, "claude-opus-5-5", TIMEOUTS)
                        .orElseThrow()
                        .uri()
                        .getPath())
                .endsWith("/publishers/anthropic/models/claude-opus-5-5:rawPredict");
        assertThat(gemini.prepareCheck(account, "gemini-3-pro", TIMEOUTS)
                        .orElseThrow()
                        .uri()
                        .getPath())
                .endsWith("/publishers/google/models/gemini-3-pro:generateContent");
        assertThat(claude.prepareCheck(account, null, TIMEOUTS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "404 | {\"error\":{\"code\":404,\"message\":\"No \\\"x\\\"\",\"status\":\"NOT_FOUND\"}} | {\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"No \\\"x\\\"\"}}",
                "429 | [{\"error\":{\"code\":429,\"message\":\"Busy\"}}] | {\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Busy\"}}",
                "400 | {\"type\":\"error\",\"error\":{\"type\":\"x\",\"message\":\"y\"}} | {\"type\":\"error\",\"error\":{\"type\":\"x\",\"message\":\"y\"}}",
                "500 | <html> | <html>"
            })
    void tellsGooglesErrorsInAnthropicsForm(int status, String told, String expected) {
        Body body = ErrorForm.anthropics(status, Body.wrap(told.getBytes(UTF_8)));

        assertThat(new String(body.array(), UTF_8)).isEqualTo(expected);
    }
}
