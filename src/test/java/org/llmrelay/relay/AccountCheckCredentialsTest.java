package org.llmrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.account.Account;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.InMemoryAccounts;
import org.llmrelay.account.InMemoryChecks;
import org.llmrelay.account.InMemoryCredentials;
import org.llmrelay.account.InMemoryGroups;
import org.llmrelay.account.InMemoryQuotas;
import org.llmrelay.account.InMemoryStandings;
import org.llmrelay.account.Pass;
import org.llmrelay.account.Passes;
import org.llmrelay.account.State;
import org.llmrelay.claim.Claims;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.InMemoryLeases;
import org.llmrelay.provider.TokenAnswer;
import org.llmrelay.provider.claude.ClaudeProvider;
import org.llmrelay.provider.droid.DroidProvider;
import org.llmrelay.renewal.FakeKind;
import org.llmrelay.renewal.OAuthKinds;
import org.llmrelay.renewal.Renewal;
import org.llmrelay.renewal.RenewalNotes;
import org.llmrelay.renewal.ScriptedOAuth;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Way;
import org.llmrelay.scheduling.Scheduler;
import org.llmrelay.scheduling.SchedulingEvents;
import org.llmrelay.secret.Secret;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.stream.FakeExchange;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.UpstreamRequest;

/** Checks of accounts whose credential is refused, though they have another, or could get one. */
class AccountCheckCredentialsTest implements SchedulingEvents, Claims {
    private static final String REFUSED =
            "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"Invalid bearer token\"}}";

    private final ManualClock clock = ManualClock.atNoon();
    private final InMemoryStandings standings = new InMemoryStandings(clock);
    private final InMemoryAccounts accounts = new InMemoryAccounts(standings);
    private final InMemoryCredentials credentials = new InMemoryCredentials(clock);
    private final ScriptedOAuth oauth = new ScriptedOAuth();
    private final List<UpstreamRequest> asked = new ArrayList<>();
    private final Deque<FakeExchange> ready = new ArrayDeque<>();

    private final AccountCheck check = new AccountCheck(
            new AccountCheck.Stores(
                    accounts,
                    this,
                    new InMemoryChecks(),
                    new Renewal(
                            new Renewal.Stores(accounts, credentials, standings),
                            new OAuthKinds(List.of(new FakeKind("claude-oauth", oauth)), Map.of()),
                            new Renewal.Ways(
                                    request -> new CompletableFuture<>(),
                                    Runnable::run,
                                    clock,
                                    new Random(7),
                                    new RenewalNotes()))),
            new Scheduler(
                            new Scheduler.Sources(
                                    accounts,
                                    new InMemoryGroups(),
                                    standings,
                                    new InMemoryQuotas(),
                                    new InMemoryLeases(clock, new InMemoryGate(clock))),
                            () -> RelaySettings.DEFAULTS,
                            this,
                            clock)
                    .aftermath(),
            new Providers(List.of(new ClaudeProvider(clock), new DroidProvider(clock))),
            request -> {
                asked.add(request);
                return CompletableFuture.completedFuture(new Answer.Answered(ready.remove()));
            },
            Runnable::run,
            clock);

    private static Account account(String kind, Map<String, Secret> secrets) {
        return new Account(
                "a",
                kind,
                new Account.Profile("a", true, 50),
                new Account.Connection(Map.of(), secrets, Map.of()),
                Instant.EPOCH);
    }

    private Account signedIn(String token, boolean renewable) {
        Pass pass =
                Passes.pass(token, renewable ? "refresh" : null, clock.instant().plus(Duration.ofHours(1)));
        credentials.save("a", Passes.credential(pass, clock.instant()));
        return account("claude-oauth", Map.of());
    }

    private AccountCheck.Finding checked(Account account, String... answers) {
        List<FakeExchange> exchanges = new ArrayList<>();
        for (String answer : answers) {
            exchanges.add(FakeExchange.document(answer.equals(REFUSED) ? 401 : 200));
        }
        ready.addAll(exchanges);
        CompletableFuture<AccountCheck.Finding> finding = check.check(account, "claude-sonnet-4-5");
        for (int i = 0; i < answers.length; i++) {
            exchanges.get(i).send(answers[i]);
            exchanges.get(i).end();
        }
        assertThat(ready).isEmpty();
        return finding.join();
    }

    private List<String> credentialsSent() {
        return asked.stream()
                .map(request -> request.headers().first("authorization").orElseThrow())
                .toList();
    }

    @Test
    void renewARefusedTokenBeforeTheAccountIsGivenUp() {
        Account account = signedIn("first", true);
        oauth.grants(Passes.pass("second", "refresh 2", clock.instant().plus(Duration.ofHours(2))));

        AccountCheck.Finding finding = checked(account, REFUSED, "{}");

        assertThat(finding.isGood()).isTrue();
        assertThat(credentialsSent()).containsExactly("Bearer first", "Bearer second");
        assertThat(standings.of("a").coolDowns()).isEmpty();
    }

    @Test
    void giveAnAccountUpThatRefusesTheNewTokenToo() {
        Account account = signedIn("first", true);
        oauth.grants(Passes.pass("second", "refresh 2", clock.instant().plus(Duration.ofHours(2))));

        AccountCheck.Finding finding = checked(account, REFUSED, REFUSED);

        assertThat(finding.result()).isEqualTo("upstream-unauthorized");
        assertThat(oauth.renewed()).hasSize(1);
        assertThat(standings.of("a").of(CoolDown.ALL).map(CoolDown::isForGood)).contains(true);
    }

    @Test
    void giveAnAccountUpForGoodWhoseTokenCannotBeRenewed() {
        AccountCheck.Finding finding = checked(signedIn("for a year", false), REFUSED);

        assertThat(finding.status()).isEqualTo(401);
        assertThat(finding.said()).contains("Invalid bearer token");
        assertThat(standings.of("a").state(clock.instant())).isEqualTo(State.NEEDS_SIGN_IN);
        assertThat(standings.of("a").of(CoolDown.ALL).map(CoolDown::isForGood)).contains(true);
    }

    @Test
    void blameTheAuthorizationServerWhereItGivesNoToken() {
        Account account = signedIn("first", true);
        oauth.answers(new TokenAnswer.Unclear("status-503"));

        AccountCheck.Finding finding = checked(account, REFUSED);

        assertThat(finding.result()).isEqualTo("upstream-unreachable");
        assertThat(standings.of("a").state(clock.instant())).isEqualTo(State.COOLING);
    }

    @Test
    void tryEveryKeyOfAnAccountBeforeItIsGivenUp() {
        Account account = account("droid", Map.of("api_keys", Secret.of("key-one\nkey-two\n")));

        AccountCheck.Finding finding = checked(account, REFUSED, "{\"echo\":\"key-one and key-two\"}");

        assertThat(finding.isGood()).isTrue();
        assertThat(credentialsSent()).containsExactlyInAnyOrder("Bearer key-one", "Bearer key-two");
        assertThat(standings.of("a").coolDowns()).isEmpty();
        assertThat(finding.said()).isEqualTo("{\"echo\":\"[secret] and [secret]\"}");
    }

    @Test
    void goByTheRouteOfTheAccount() {
        Proxy proxy = new Proxy(Proxy.Kind.SOCKS5, "proxy.example", 1080, null);
        Account signedIn = signedIn("first", true);
        Account account = signedIn.with(signedIn.connection().by(new Way.Own(proxy)));

        assertThat(checked(account, "{}").isGood()).isTrue();

        assertThat(asked).singleElement().satisfies(request -> assertThat(request.route())
                .isEqualTo(account.route()));
        assertThat(account.route().proxy()).isEqualTo(proxy);
    }

    @Override
    public boolean take(String work, Duration lasting) {
        throw new AssertionError("nobody asked for a turn");
    }

    @Override
    public void release(String work) {
        throw new AssertionError("nobody has a turn");
    }

    @Override
    public void accountRests(String account, String family, String cause, Duration rest, boolean needsAttention) {}

    @Override
    public void accountRecovered(String account, String family) {}
}
