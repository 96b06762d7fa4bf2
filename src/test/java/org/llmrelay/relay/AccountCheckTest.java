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
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.account.Account;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Duty;
import org.llmrelay.account.InMemoryAccounts;
import org.llmrelay.account.InMemoryGroups;
import org.llmrelay.account.InMemoryQuotas;
import org.llmrelay.account.InMemoryStandings;
import org.llmrelay.account.State;
import org.llmrelay.account.Upkeep;
import org.llmrelay.call.Body;
import org.llmrelay.claim.Claims;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.limit.InMemoryGate;
import org.llmrelay.limit.InMemoryLeases;
import org.llmrelay.provider.anthropic.AnthropicProvider;
import org.llmrelay.renewal.Renewals;
import org.llmrelay.scheduling.Scheduler;
import org.llmrelay.scheduling.SchedulingEvents;
import org.llmrelay.secret.Secret;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.UpstreamRequest;

class AccountCheckTest implements SchedulingEvents, Claims {
    private final ManualClock clock = ManualClock.atNoon();
    private final InMemoryStandings standings = new InMemoryStandings(clock);
    private final InMemoryAccounts accounts = new InMemoryAccounts(standings);
    private final List<UpstreamRequest> asked = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final Answer answer = new Answer.Unanswered(UpstreamFault.silent(FailureKind.UPSTREAM_UNREACHABLE));

    private final AccountCheck check = new AccountCheck(
            new AccountCheck.Stores(accounts, this, Renewals.none(clock)),
            new Scheduler(
                            new Scheduler.Sources(
                                    accounts,
                                    new InMemoryGroups(),
                                    standings,
                                    new InMemoryQuotas(),
                                    new InMemoryLeases(clock, new InMemoryGate(clock))),
                            this,
                            clock)
                    .aftermath(),
            new Providers(List.of(new AnthropicProvider(clock))),
            request -> {
                asked.add(request);
                return CompletableFuture.completedFuture(answer);
            },
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

    @Test
    void checksOnlyAccountsThatAreToBeCheckedAndEachOnce() {
        account("never", Upkeep.USUAL);
        account("often", new Upkeep(null, false, Duration.ofMinutes(5), null));

        check.checkDue();
        check.checkDue();

        assertThat(asked).hasSize(1);
        assertThat(taken).containsExactly("check:often");
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
