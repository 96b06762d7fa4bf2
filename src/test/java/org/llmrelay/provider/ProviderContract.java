package org.llmrelay.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.account.Account;
import org.llmrelay.account.Account.Connection;
import org.llmrelay.call.Body;
import org.llmrelay.call.Call;
import org.llmrelay.call.CallId;
import org.llmrelay.call.Facts;
import org.llmrelay.call.Headers;
import org.llmrelay.call.Headers.Field;
import org.llmrelay.call.Operation;
import org.llmrelay.call.Span;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.secret.Secret;
import org.llmrelay.sse.SseEvent;
import org.llmrelay.upstream.Timeouts;
import org.llmrelay.upstream.UpstreamRequest;

/** What every provider must do. A provider's test extends it and adds what is its own. */
public abstract class ProviderContract {
    protected static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2));
    protected static final Headers CALLER = Headers.of(
            "content-type", "application/json",
            "anthropic-beta", "one,two",
            "Anthropic-Beta", "three",
            "user-agent", "test/1",
            "x-never-heard-of", "ü");

    /** A body with a second text like the model's, in odd but legal form. */
    protected static final String BODY = "{ \"x\":\"asked-model\",\"model\" : \"asked-model\" ,\"é\":[\n1e2 ] }";

    protected abstract Provider provider();

    /** A connection as an operator would fill it in, with a secret in every secret field. */
    protected abstract Connection connection();

    protected final Account account(Connection connection) {
        return new Account("a1", provider().kind(), new Account.Profile("A", true, 50), connection, Instant.EPOCH);
    }

    protected final Account account() {
        return account(connection());
    }

    protected final Account mapping(String asked, String known) {
        return account(new Connection(connection().fields(), connection().secrets(), Map.of(asked, known)));
    }

    /** Where calls go. */
    protected String path() {
        return "/v1/messages";
    }

    /** What is sent of {@link #BODY} where the account knows the model as {@code a "known" model}. */
    protected String bodyForKnownModel() {
        return "{ \"x\":\"asked-model\",\"model\" : \"a \\\"known\\\" model\" ,\"é\":[\n1e2 ] }";
    }

    protected final Call call(Headers headers, @Nullable String query) {
        byte[] body = BODY.getBytes(UTF_8);
        int model = BODY.lastIndexOf("\"asked-model\"");
        Facts facts = new Facts("asked-model", "family", new Span(model, model + 13), 0, true, null);
        Call.Request request = new Call.Request("POST", path(), query, headers, Body.wrap(body));
        return new Call(new CallId("c1"), "d", "claude", Operation.GENERATE, request, facts, Instant.EPOCH);
    }

    protected final Call call() {
        return call(CALLER, null);
    }

    protected static SseEvent event(String name, String data) {
        return new SseEvent(name, ByteBuffer.wrap(data.getBytes(UTF_8)).asReadOnlyBuffer());
    }

    @Test
    void namesItself() {
        assertThat(provider().kind()).matches("[a-z][a-z0-9-]*");
        assertThat(provider().label()).isNotBlank();
        assertThat(provider().dialects()).isNotEmpty().allMatch(id -> id.matches("[a-z][a-z0-9-]*"));
    }

    @Test
    void describesEachFieldOnce() {
        List<AccountField> fields = provider().fields();

        assertThat(fields)
                .extracting(AccountField::name)
                .doesNotHaveDuplicates()
                .allMatch(n -> n.matches("[a-z_]+"));
        assertThat(fields).extracting(AccountField::label).doesNotContain("");
        assertThat(fields).filteredOn(AccountField::required).allMatch(field -> field.fallback() == null);
        assertThat(connection().secrets().keySet())
                .containsExactlyInAnyOrderElementsOf(fields.stream()
                        .filter(AccountField::secret)
                        .map(AccountField::name)
                        .toList());
    }

    @Test
    void acceptsAConnectionInOrder() {
        assertThat(provider().mistakesIn(connection())).isEmpty();
    }

    @Test
    void missesEveryRequiredField() {
        List<String> mistakes = provider().mistakesIn(new Connection(Map.of(), Map.of(), Map.of()));

        assertThat(provider().fields()).filteredOn(AccountField::required).allSatisfy(field -> assertThat(mistakes)
                .anyMatch(mistake -> mistake.startsWith(field.name() + ":")));
    }

    @Test
    void tellsNoSecretInAMistake() {
        Connection muddled = new Connection(
                Map.of("unknown", "x", "base_url", "https://user:hush-hush@h/?k=hush-hush"),
                Map.of("elsewhere", Secret.of("hush-hush")),
                Map.of());

        assertThat(provider().mistakesIn(muddled)).isNotEmpty().noneMatch(mistake -> mistake.contains("hush-hush"));
    }

    @Test
    void sendsTheBodyAsItCame() {
        Call call = call();

        UpstreamRequest request = provider().prepare(call, account(), TIMEOUTS);

        assertThat(request.body()).isSameAs(call.request().body());
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.timeouts()).isEqualTo(TIMEOUTS);
    }

    @Test
    void sendsTheHeadersOfTheCallerAsTheyCame() {
        UpstreamRequest request = provider().prepare(call(), account(), TIMEOUTS);

        assertThat(request.headers().fields()).containsSubsequence(CALLER.fields());
    }

    @Test
    void changesNothingButTheModelWhereTheAccountKnowsItUnderAnotherName() {
        UpstreamRequest request = provider().prepare(call(), mapping("asked-model", "a \"known\" model"), TIMEOUTS);

        assertThat(new String(request.body().array(), UTF_8)).isEqualTo(bodyForKnownModel());
    }

    @Test
    void leavesTheModelWhereTheMapSaysNothingOfIt() {
        Call call = call();

        UpstreamRequest request = provider().prepare(call, mapping("other", "known"), TIMEOUTS);

        assertThat(request.body()).isSameAs(call.request().body());
    }

    @Test
    void usesARouteThatIsTheAccountsOwn() {
        assertThat(provider().prepare(call(), account(), TIMEOUTS).route())
                .isEqualTo(account().route());
        assertThat(provider().prepareModelListing(account(), TIMEOUTS).stream())
                .allSatisfy(request ->
                        assertThat(request.route()).isEqualTo(account().route()));
    }

    @Test
    void printsNoSecret() {
        String request = provider().prepare(call(), account(), TIMEOUTS).toString();

        assertThat(connection().secrets().values()).isNotEmpty().allSatisfy(secret -> assertThat(request)
                .doesNotContain(secret.reveal()));
    }

    @Test
    void putsACredentialInExactlyOneHeader() {
        UpstreamRequest request = provider().prepare(call(), account(), TIMEOUTS);

        assertThat(request.headers().fields())
                .filteredOn(field -> connection().secrets().values().stream()
                        .anyMatch(secret -> field.value().contains(secret.reveal())))
                .extracting(Field::name)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 404, 409, 413, 422})
    void leavesAnswersToTheCallerThatAreTheCallersOwn(int status) {
        assertThat(provider().faultIn(status, Headers.NONE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 401, 403, 429, 500, 502, 503, 504, 529, 599})
    void seesAFaultThatAnotherAccountMightNotHave(int status) {
        UpstreamFault fault = provider().faultIn(status, Headers.NONE).orElseThrow();

        assertThat(fault.status()).isEqualTo(status);
        assertThat(fault.kind().name()).startsWith("UPSTREAM_");
        assertThat(fault.pause()).isNull();
    }

    @Test
    void tellsTheKindsOfFaultsApart() {
        assertThat(kindOf(429)).isEqualTo(FailureKind.UPSTREAM_RATE_LIMITED);
        assertThat(kindOf(529)).isEqualTo(FailureKind.UPSTREAM_OVERLOADED);
        assertThat(kindOf(500)).isEqualTo(FailureKind.UPSTREAM_ERROR);
        assertThat(kindOf(504)).isEqualTo(FailureKind.UPSTREAM_TIMED_OUT);
        assertThat(kindOf(401)).isEqualTo(FailureKind.UPSTREAM_UNAUTHORIZED);
        assertThat(kindOf(403)).isEqualTo(FailureKind.UPSTREAM_FORBIDDEN);
    }

    @Test
    void heedsTheSecondsThatAnUpstreamAsksFor() {
        assertThat(provider()
                        .faultIn(429, Headers.of("Retry-After", "17"))
                        .orElseThrow()
                        .retryAfter())
                .contains(Duration.ofSeconds(17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "-5", "99999999999999999999", "1.5.2", "Mon, 99 Nov 2026 10:00:00 GMT"})
    void takesNoHintFromARetryAfterThatIsNone(String value) {
        assertThat(provider()
                        .faultIn(503, Headers.of("retry-after", value))
                        .orElseThrow()
                        .pause())
                .isNull();
    }

    @Test
    void seesNoFaultInAStreamThatBegins() {
        assertThat(provider().faultIn(event("", "{}"))).isEmpty();
        assertThat(provider().faultIn(event("message_start", "{}"))).isEmpty();
    }

    @Test
    void readsNoModelsWhereThereIsNoListing() {
        for (String text : List.of("", "x", "[]", "{}", "{\"data\":7}", "{\"data\":[7,null,{}]}", "[".repeat(10_000))) {
            assertThat(provider().readModelListing(Body.wrap(text.getBytes(UTF_8))))
                    .isEmpty();
        }
    }

    private FailureKind kindOf(int status) {
        return provider().faultIn(status, Headers.NONE).orElseThrow().kind();
    }
}
