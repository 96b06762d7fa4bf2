package org.llmrelay.provider.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.ManualClock;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Span;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.provider.ModelEntry;
import org.llmrelay.provider.WholeBody;
import org.llmrelay.secret.Secret;
import org.llmrelay.stream.FakeExchange;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamExchange;
import org.llmrelay.upstream.UpstreamRequest;

class BedrockProviderTest {
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final Headers CALLER = Headers.of(
            "content-type", "application/json",
            "anthropic-version", "2023-06-01",
            "anthropic-beta", "claude-code-20250219,interleaved-thinking-2025-05-14",
            "Anthropic-Beta", "context-1m-2025-08-07",
            "accept-encoding", "gzip",
            "X-Amz-Date", "yesterday",
            "user-agent", "claude-cli/2");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-01T10:00:00Z"));
    private final BedrockProvider provider = new BedrockProvider(clock);

    private static Account account(Map<String, String> fields, Map<String, String> models) {
        Map<String, String> all = new HashMap<>(Map.of("region", "eu-central-1"));
        all.putAll(fields);
        Connection connection = new Connection(
                all, Map.of("access_key_id", Secret.of("AKIA1"), "secret_access_key", Secret.of("hush")), models);
        return new Account("a1", "bedrock", new Account.Profile("A", true, 50), connection, Instant.EPOCH);
    }

    private static Account account() {
        return account(Map.of(), Map.of());
    }

    private static Call call(String model, Operation operation, boolean streamed) {
        String json = "{\"model\":\"" + model + "\",\"stream\":true,\"messages\":[ ]}";
        Facts facts = new Facts(model, model, new Span(9, 11 + model.length()), 0, streamed, null);
        Call.Request request =
                new Call.Request("POST", "/v1/messages", "beta=true", CALLER, Body.wrap(json.getBytes(UTF_8)));
        return new Call(new CallId("c1"), "anthropic", "claude", operation, request, facts, Instant.EPOCH);
    }

    private UpstreamRequest prepared(Account account, String model) {
        return provider.prepare(call(model, Operation.GENERATE, true), account, TIMEOUTS);
    }

    /** What is read of an answer to a call when its provider has unwrapped it. */
    private String unwrapped(Operation operation, FakeExchange answer, String came) {
        UpstreamExchange exchange = provider.unwrapped(call("claude-opus-5-5", operation, true), answer);
        WholeBody whole = new WholeBody();
        exchange.read(whole);
        answer.send(came);
        answer.end();
        assertThat(exchange.status()).isEqualTo(answer.status());
        assertThat(exchange.headers().first("request-id")).contains("r-1");
        assertThat(exchange.headers().first("content-type")).contains("application/json");
        return whole.text();
    }

    private static FakeExchange answer(int status, String... more) {
        return new FakeExchange(
                status,
                Headers.of("content-type", "application/json", "x-amzn-requestid", "r-1")
                        .and(Headers.of(more)));
    }

    @Test
    void tellsErrorsOfAwsInAnthropicsForm() {
        assertThat(unwrapped(
                        Operation.GENERATE,
                        answer(400, "x-amzn-errortype", "ValidationException:http://internal.amazon.com/"),
                        "{\"message\":\"too many \\\"wombats\\\"\"}"))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
                        + "\"message\":\"too many \\\"wombats\\\"\"}}");
        assertThat(unwrapped(Operation.GENERATE, answer(429), "{\"Message\":\"slow down\"}"))
                .contains("\"rate_limit_error\"", "slow down");
        assertThat(unwrapped(Operation.GENERATE, answer(502), "<html>")).isEqualTo("<html>");
    }

    @Test
    void leavesAGoodDocumentAsItIsAndTellsCountsAsAnthropicDoes() {
        assertThat(unwrapped(Operation.GENERATE, answer(200), "{\"id\":\"msg_1\"}"))
                .isEqualTo("{\"id\":\"msg_1\"}");
        assertThat(unwrapped(Operation.COUNT_TOKENS, answer(200), "{\"inputTokens\":17}"))
                .isEqualTo("{\"input_tokens\":17}");
    }

    private static String body(UpstreamRequest request) {
        return new String(request.body().array(), UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5-20250929, eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0",
        "claude-sonnet-4-5, eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0",
        "claude-opus-4-6, eu.anthropic.claude-opus-4-6-v1",
        "claude-opus-5-5, eu.anthropic.claude-opus-5-5",
        "us.anthropic.claude-opus-4-8, us.anthropic.claude-opus-4-8",
        "arn:aws:bedrock:eu-central-1:1:application-inference-profile/x, arn%3Aaws%3Abedrock%3Aeu-central-1%3A1%3Aapplication-inference-profile%2Fx",
        "house, anthropic.claude-x-v1%3A0",
        "other-model, other-model"
    })
    void callsTheModelByItsIdThere(String model, String id) {
        UpstreamRequest request = prepared(account(Map.of(), Map.of("house", "anthropic.claude-x-v1:0")), model);

        assertThat(request.uri())
                .hasToString("https://bedrock-runtime.eu-central-1.amazonaws.com/model/" + id
                        + "/invoke-with-response-stream");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, region, us.",
        "ap-northeast-1, region, apac.",
        "us-gov-west-1, region, us-gov.",
        "eu-west-1, none, ''",
        "eu-west-1, global, global.",
        "sa-east-1, region, ''",
        "ca-central-1,, ca."
    })
    void setsTheProfileBeforeTheId(String region, @Nullable String profile, String prefix) {
        Map<String, String> fields =
                profile == null ? Map.of("region", region) : Map.of("region", region, "inference_profile", profile);

        assertThat(prepared(account(fields, Map.of()), "claude-opus-5-5").uri().getPath())
                .isEqualTo("/model/" + prefix + "anthropic.claude-opus-5-5/invoke-with-response-stream");
    }

    @Test
    void movesVersionAndBetasIntoTheBodyAndModelAndStreamOutOfIt() {
        UpstreamRequest request = prepared(account(), "claude-opus-5-5");

        assertThat(body(request))
                .isEqualTo("{\"anthropic_version\":\"bedrock-2023-05-31\",\"anthropic_beta\":"
                        + "[\"interleaved-thinking-2025-05-14\",\"context-1m-2025-08-07\"],\"messages\":[ ]}");
        assertThat(request.headers().stream().map(field -> field.name().toLowerCase(java.util.Locale.ROOT)))
                .containsExactly("content-type", "user-agent", "x-amz-date", "authorization");
        assertThat(request.headers().first("x-amz-date")).contains("20261101T100000Z");
    }

    @Test
    void sendsTheBetasOnThatTheOperatorNames() {
        assertThat(body(prepared(account(Map.of("betas", "one, claude-code-20250219"), Map.of()), "claude-opus-5-5")))
                .contains("\"anthropic_beta\":[\"claude-code-20250219\"]");
        assertThat(body(prepared(account(Map.of("betas", "*"), Map.of()), "claude-opus-5-5")))
                .contains("\"claude-code-20250219\",\"interleaved-thinking-2025-05-14\",\"context-1m-2025-08-07\"");
    }

    @Test
    void asksForADocumentWhereNoStreamIsWanted() {
        UpstreamRequest request =
                provider.prepare(call("claude-opus-5-5", Operation.GENERATE, false), account(), TIMEOUTS);

        assertThat(request.uri().getPath()).endsWith("/invoke");
    }

    @Test
    void countsTokensOfTheModelWithoutItsProfile() {
        UpstreamRequest request =
                provider.prepare(call("claude-opus-4-6", Operation.COUNT_TOKENS, false), account(), TIMEOUTS);

        assertThat(request.uri().getPath()).isEqualTo("/model/anthropic.claude-opus-4-6-v1/count-tokens");
        String encoded = body(request).replaceAll(".*\"body\":\"|\".*", "");
        assertThat(new String(Base64.getDecoder().decode(encoded), UTF_8))
                .contains("\"max_tokens\":1")
                .contains("\"messages\":[ ]")
                .doesNotContain("\"model\"");
    }

    @Test
    void sendsABearerKeyAsItIs() {
        Connection connection =
                new Connection(Map.of("region", "us-east-1"), Map.of("bearer_key", Secret.of("bedrock-key")), Map.of());
        Account account = account().with(connection);

        UpstreamRequest request = prepared(account, "claude-opus-5-5");

        assertThat(request.headers().first("authorization")).contains("Bearer bedrock-key");
        assertThat(request.headers().first("x-amz-date")).isEmpty();
        assertThat(provider.mistakesIn(connection)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "429, ThrottlingException, UPSTREAM_RATE_LIMITED, MODEL",
        "400, ServiceQuotaExceededException, UPSTREAM_RATE_LIMITED, MODEL",
        "403, AccessDeniedException, UPSTREAM_FORBIDDEN, MODEL",
        "403, UnrecognizedClientException, UPSTREAM_UNAUTHORIZED, ACCOUNT",
        "403, ExpiredTokenException, UPSTREAM_UNAUTHORIZED, ACCOUNT",
        "404, ResourceNotFoundException, UPSTREAM_FORBIDDEN, MODEL",
        "408, ModelTimeoutException, UPSTREAM_TIMED_OUT, MODEL",
        "424, ModelErrorException, UPSTREAM_ERROR, MODEL",
        "429, ModelNotReadyException, UPSTREAM_OVERLOADED, MODEL",
        "503, ServiceUnavailableException, UPSTREAM_OVERLOADED, MODEL",
        "500, InternalServerException, UPSTREAM_ERROR, MODEL",
        "429, SomethingNew, UPSTREAM_RATE_LIMITED, MODEL"
    })
    void knowsWhatAwsMeans(int status, String exception, FailureKind kind, UpstreamFault.Reach reach) {
        UpstreamFault fault = provider.faultIn(
                        status, Headers.of("x-amzn-ErrorType", exception + ":http://internal.amazon.com/x"))
                .orElseThrow();

        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.reach()).isEqualTo(reach);
        assertThat(fault.status()).isEqualTo(status);
        assertThat(fault.lasting()).isEqualTo(kind == FailureKind.UPSTREAM_UNAUTHORIZED);
    }

    @Test
    void leavesToTheCallerWhatIsTheCallersOwn() {
        assertThat(provider.faultIn(400, Headers.of("x-amzn-errortype", "ValidationException")))
                .isEmpty();
        assertThat(provider.faultIn(200, Headers.NONE)).isEmpty();
    }

    @Test
    void checksByTheListOfModelsOrByAWord() {
        UpstreamRequest listing =
                provider.prepareCheck(account(), null, TIMEOUTS).orElseThrow();
        UpstreamRequest word =
                provider.prepareCheck(account(), "claude-opus-5-5", TIMEOUTS).orElseThrow();

        assertThat(listing.uri())
                .hasToString("https://bedrock.eu-central-1.amazonaws.com/foundation-models?byProvider=anthropic");
        assertThat(listing.method()).isEqualTo("GET");
        assertThat(listing.headers().first("authorization").orElseThrow())
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIA1/");
        assertThat(word.uri().getPath()).endsWith("/invoke");
        assertThat(body(word)).contains("\"max_tokens\":1");
    }

    @Test
    void listsModelsUnderAnthropicsNames() {
        String listing =
                "{\"modelSummaries\":[{\"modelId\":\"anthropic.claude-opus-4-6-v1\",\"modelName\":\"Claude Opus 4.6\"},"
                        + "{\"modelId\":\"anthropic.claude-opus-4-6-v1:0:200k\"},{\"modelId\":\"anthropic.claude-sonnet-4-6\"},"
                        + "{\"modelId\":\"amazon.nova-pro-v1:0\"},{}]}";

        assertThat(provider.readModelListing(Body.wrap(listing.getBytes(UTF_8))))
                .extracting(ModelEntry::id)
                .containsExactly("claude-opus-4-6", "claude-sonnet-4-6");
        assertThat(provider.readModelListing(Body.wrap("[".getBytes(UTF_8)))).isEmpty();
    }
}
