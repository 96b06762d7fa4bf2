package org.llmrelay.provider.droid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
import org.llmrelay.failure.UpstreamFault.Reach;
import org.llmrelay.provider.Provider;
import org.llmrelay.provider.ProviderContract;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.UpstreamRequest;

class DroidProviderTest extends ProviderContract {
    private static final String THREE = "k1\n k2 \n\nk3\n";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-01T10:00:00Z"));
    private final Provider provider = new DroidProvider(clock);

    @Override
    protected Provider provider() {
        return provider;
    }

    @Override
    protected Connection connection() {
        return keys("hush");
    }

    private static Connection keys(String lines) {
        return new Connection(Map.of(), Map.of("api_keys", Secret.of(lines)), Map.of());
    }

    private static Call calling(String path, @Nullable String session) {
        byte[] body = "{\"model\":\"m\"}".getBytes(UTF_8);
        Facts facts = new Facts("m", "m", new Span(9, 12), 0, true, session);
        Call.Request request = new Call.Request("POST", path, null, Headers.NONE, Body.wrap(body));
        return new Call(new CallId("c1"), "openai", "droid", Operation.GENERATE, request, facts, Instant.EPOCH);
    }

    private UpstreamRequest prepared(Account account, @Nullable String session) {
        return provider.prepare(calling("/v1/responses", session), account, TIMEOUTS);
    }

    private static String key(UpstreamRequest request) {
        return request.headers().first("authorization").orElseThrow().substring("Bearer ".length());
    }

    private static UpstreamFault fault(FailureKind kind, @Nullable Duration pause) {
        return new UpstreamFault(kind, Reach.ACCOUNT, 401, pause);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages, https://api.factory.ai/api/llm/a/v1/messages",
        "/v1/responses, https://api.factory.ai/api/llm/o/v1/responses",
        "/v1/chat/completions, https://api.factory.ai/api/llm/o/v1/chat/completions"
    })
    void sendsEachDialectToItsPlace(String path, String address) {
        assertThat(provider.prepare(calling(path, null), account(), TIMEOUTS).uri())
                .hasToString(address);
    }

    @Test
    void namesTheVersionOfMessagesWhereTheCallerDoesNot() {
        assertThat(provider.prepare(calling("/v1/messages", null), account(), TIMEOUTS)
                        .headers()
                        .first("anthropic-version"))
                .contains("2023-06-01");
        assertThat(prepared(account(), null).headers().first("anthropic-version"))
                .isEmpty();
    }

    @Test
    void usesEveryKeyInItsTurn() {
        Account account = account(keys(THREE));
        Set<String> used = new TreeSet<>();

        for (int i = 0; i < 3; i++) {
            used.add(key(prepared(account, null)));
        }

        assertThat(used).containsExactly("k1", "k2", "k3");
    }

    @Test
    void staysWithAKeyForAConversation() {
        Account account = account(keys(THREE));
        String first = key(prepared(account, "one"));

        assertThat(key(prepared(account, "one"))).isEqualTo(first);
        Set<String> all = new TreeSet<>();
        for (int i = 0; i < 50; i++) {
            all.add(key(prepared(account, "conversation " + i)));
        }
        assertThat(all).hasSize(3);
    }

    @Test
    void leavesARefusedKeyAloneForAnHour() {
        Account account = account(keys(THREE));
        UpstreamRequest refused = prepared(account, "one");

        Optional<UpstreamFault> whole =
                provider.forAccount(fault(FailureKind.UPSTREAM_UNAUTHORIZED, null), account, refused);

        assertThat(whole).isEmpty();
        assertThat(key(prepared(account, "one"))).isNotEqualTo(key(refused));
        clock.advance(Duration.ofHours(1));
        assertThat(key(prepared(account, "one"))).isEqualTo(key(refused));
    }

    @Test
    void givesTheAccountUpWhenAllKeysRestUntilTheFirstOfThemIsBack() {
        Account account = account(keys("k1\nk2"));
        UpstreamRequest first = prepared(account, "one");
        assertThat(provider.forAccount(
                        fault(FailureKind.UPSTREAM_RATE_LIMITED, Duration.ofSeconds(40)), account, first))
                .isEmpty();

        UpstreamFault whole = provider.forAccount(
                        fault(FailureKind.UPSTREAM_UNAUTHORIZED, null), account, prepared(account, "one"))
                .orElseThrow();

        assertThat(whole.kind()).isEqualTo(FailureKind.UPSTREAM_RATE_LIMITED);
        assertThat(whole.retryAfter()).contains(Duration.ofSeconds(40));
        assertThat(key(prepared(account, "one"))).isEqualTo(key(first));
    }

    @Test
    void goesOnWithTheOtherKeysOfAnAccountOfWhichOneIsClosed() {
        Account account = account(keys("k1\nk2"));
        UpstreamRequest closed = prepared(account, "one");
        UpstreamFault fault = new UpstreamFault(FailureKind.UPSTREAM_FORBIDDEN, Reach.ACCOUNT, 401, null, true);

        assertThat(provider.forAccount(fault, account, closed)).isEmpty();

        assertThat(key(prepared(account, "one"))).isNotEqualTo(key(closed));
    }

    @Test
    void takesAFaultThatIsNoKeysForTheAccounts() {
        Account account = account(keys(THREE));
        UpstreamFault overloaded = fault(FailureKind.UPSTREAM_OVERLOADED, null);

        assertThat(provider.forAccount(overloaded, account, prepared(account, null)))
                .contains(overloaded);
    }

    @Test
    void takesTheFaultOfTheOnlyKeyAsItIs() {
        UpstreamFault fault = fault(FailureKind.UPSTREAM_UNAUTHORIZED, null);

        assertThat(provider.forAccount(fault, account(), prepared(account(), null)))
                .contains(fault);
    }

    @ParameterizedTest
    @CsvSource({"claude-sonnet-4-5, /api/llm/a/v1/messages", "gpt-5, /api/llm/o/v1/responses"})
    void checksByAWordFromAModel(String model, String path) {
        UpstreamRequest check =
                provider.prepareCheck(account(), model, TIMEOUTS).orElseThrow();

        assertThat(check.uri().getPath()).isEqualTo(path);
        assertThat(new String(check.body().array(), UTF_8)).contains("\"" + model + "\"");
        assertThat(provider.prepareCheck(account(), null, TIMEOUTS)).isEmpty();
    }

    @Test
    void claimsItsServiceForItself() {
        assertThat(provider.clientele().own()).isEqualTo(Set.of("droid"));
        assertThat(provider.clientele().open()).isFalse();
        assertThat(List.of(new DroidSignedInProvider(clock).clientele())).containsExactly(provider.clientele());
    }
}
