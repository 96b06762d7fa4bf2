package org.llmrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrelay.ManualClock;
import org.llmrelay.account.Account;
import org.llmrelay.account.Checkup;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Duty;
import org.llmrelay.account.InMemoryAccounts;
import org.llmrelay.account.InMemoryChecks;
import org.llmrelay.account.InMemoryGroups;
import org.llmrelay.account.InMemoryQuotas;
import org.llmrelay.account.InMemoryStandings;
import org.llmrelay.account.Quota;
import org.llmrelay.account.State;
import org.llmrelay.account.Upkeep;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.claim.Claims;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.InMemoryLeases;
import org.llmrelay.provider.anthropic.AnthropicProvider;
import org.llmrelay.provider.codex.CodexProvider;
import org.llmrelay.renewal.Renewals;
import org.llmrelay.scheduling.Scheduler;
import org.llmrelay.scheduling.SchedulingEvents;
import org.llmrelay.secret.Secret;
import org.llmrelay.settings.RelaySettings;
import org.llmrelay.stream.FakeExchange;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.UpstreamRequest;

class AccountCheckTest implements SchedulingEvents, Claims {
    private final ManualClock clock = ManualClock.atNoon();
    private final InMemoryStandings standings = new InMemoryStandings(clock);
    private final InMemoryAccounts accounts = new InMemoryAccounts(standings);
    private final InMemoryChecks checks = new InMemoryChecks();
    private final List<UpstreamRequest> asked = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final InMemoryQuotas quotas = new InMemoryQuotas();
    private Answer answer = new Answer.Unanswered(UpstreamFault.silent(FailureKind.UPSTREAM_UNREACHABLE));

    private final AccountCheck check = new AccountCheck(
            new AccountCheck.Stores(accounts, this, checks, Renewals.none(clock)),
            new Scheduler(
                            new Scheduler.Sources(
                                    accounts,
                                    new InMemoryGroups(),
                                    standings,
                                    quotas,
                                    new InMemoryLeases(clock, new InMemoryGate(clock))),
                            () -> RelaySettings.DEFAULTS,
                            this,
                            clock)
                    .aftermath(),
            new Providers(List.of(new AnthropicProvider(clock), new CodexProvider(clock))),
            request -> {
                asked.add(request);
                return CompletableFuture.completedFuture(answer);
            },
            Runnable::run,
            clock);

    private Account account(String id, Upkeep upkeep) {
        Account account = new Account(
                id,
                "anthropic",
                new Account.Profile(id, true, 50),
                new Account.Connection(Map.of(), Map.of("api_key", Secret.of("sk-ant-" + id)), Map.of("nick", "real")),
                Duty.USUAL.with(upkeep),
                Instant.EPOCH);
        accounts.save(account);
        return account;
    }

    @Test
    void aSilentUpstreamMakesTheAccountRest() {
        AccountCheck.Finding finding =
                check.check(account("a1", Upkeep.USUAL), null).join();

        assertThat(finding.isGood()).isFalse();
        assertThat(finding.result()).isEqualTo("upstream-unreachable");
        assertThat(standings.of("a1").state(clock.instant())).isEqualTo(State.COOLING);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 429, 503})
    void readsTheWindowsOfASubscriptionInAnyAnswer(int status) {
        FakeExchange exchange = new FakeExchange(
                status, Headers.of("x-codex-primary-used-percent", "41", "x-codex-primary-reset-after-seconds", "90"));
        answer = new Answer.Answered(exchange);
        Account codex = new Account(
                "c1",
                "openai-oauth",
                new Account.Profile("c1", true, 50),
                new Account.Connection(Map.of(), Map.of(Account.Connection.ACCESS_TOKEN, Secret.of("token")), Map.of()),
                Instant.EPOCH);

        CompletableFuture<AccountCheck.Finding> finding = check.check(codex, "gpt-5");
        exchange.end();

        assertThat(finding.join().status()).isEqualTo(status);
        assertThat(quotas.of("c1").windows())
                .containsExactly(
                        new Quota.Window("primary", null, 41, clock.instant().plusSeconds(90)));
        assertThat(checks.of("c1")).hasSize(1);
    }

    @Test
    void asksForTheListUnlessAModelIsNamed() {
        Account account = account("a1", Upkeep.USUAL);

        check.check(account, null).join();
        check.check(account, "nick").join();

        assertThat(asked).extracting(UpstreamRequest::method).containsExactly("GET", "POST");
        assertThat(asked.get(1).body())
                .isEqualTo(Body.wrap(
                        "{\"model\":\"real\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                                .getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "LIMITED, , LIMITED",
        "OUT_OF_QUOTA, , OUT_OF_QUOTA",
        "COOLING, , HEALTHY",
        "BLOCKED, , HEALTHY",
        "LIMITED, claude-sonnet-4-5, HEALTHY"
    })
    void aListOfModelsDoesNotDisproveThatALimitIsUsedUp(State held, @Nullable String model, State after) {
        Account account = account("a1", Upkeep.USUAL);
        Instant now = clock.instant();
        standings.coolDown("a1", new CoolDown(CoolDown.ALL, now, now.plusSeconds(60), "held", 1, held));
        FakeExchange exchange = FakeExchange.document(200);
        answer = new Answer.Answered(exchange);

        CompletableFuture<AccountCheck.Finding> finding = check.check(account, model);
        exchange.end();

        assertThat(finding.join().isGood()).isTrue();
        assertThat(standings.of("a1").state(now)).isEqualTo(after);
    }

    @Test
    void checksOnlyAccountsThatAreToBeCheckedAndEachOnce() {
        account("never", Upkeep.USUAL);
        account("often", new Upkeep(null, false, Duration.ofMinutes(5), null));

        check.checkDue();
        check.checkDue();

        assertThat(asked).hasSize(1);
        assertThat(taken).containsExactly("check:often");
        assertThat(checks.of("often"))
                .containsExactly(new Checkup(clock.instant(), "upstream-unreachable", 0, Duration.ZERO));
        assertThat(standings.of("often").of(CoolDown.ALL)).isPresent();
    }

    @Override
    public boolean take(String work, Duration lasting) {
        assertThat(lasting).isEqualTo(Duration.ofMinutes(5).minusSeconds(30));
        return taken.add(work);
    }

    @Override
    public void release(String work) {}

    @Override
    public void accountRests(String account, String family, String cause, Duration rest, boolean needsAttention) {}

    @Override
    public void accountRecovered(String account, String family) {}
}
