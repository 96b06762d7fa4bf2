package org.llmrelay.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.llmrelay.account.Account;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.InMemoryAccounts;
import org.llmrelay.account.InMemoryGroups;
import org.llmrelay.account.InMemoryQuotas;
import org.llmrelay.account.InMemoryStandings;
import org.llmrelay.account.Standing;
import org.llmrelay.account.State;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.NoCapacity;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.failure.UpstreamFault.Reach;
import org.llmrelay.limit.Gate;
import org.llmrelay.limit.Leases;
import org.llmrelay.settings.CoolDowns;
import org.llmrelay.settings.CoolDowns.Cause;
import org.llmrelay.settings.CoolDowns.Rest;
import org.llmrelay.settings.RelaySettings;

class SchedulerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeLeases leases = new FakeLeases();
    private final Quiet events = new Quiet();
    private Instant now = START;
    private final InMemoryStandings standings = new InMemoryStandings(() -> now);
    private final InMemoryAccounts accounts = new InMemoryAccounts(standings);
    private RelaySettings settings = RelaySettings.DEFAULTS;
    private final Scheduler scheduler = new Scheduler(
            new Scheduler.Sources(accounts, new InMemoryGroups(), standings, new InMemoryQuotas(), leases),
            () -> settings,
            events,
            () -> now);

    @Test
    void takesTheLowestPriorityFirst() {
        add("a", 50);
        add("b", 10);

        assertThat(chosen(wish())).isEqualTo("b");
        assertThat(chosen(wish())).isEqualTo("b");
    }

    @Test
    void takesTurnsAmongEquals() {
        add("a", 50);
        add("b", 50);
        add("c", 50);

        assertThat(List.of(chosen(wish()), chosen(wish()), chosen(wish()))).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void leavesOutDisabledForeignAndTriedAccounts() {
        accounts.save(account("off", "k", 1, false));
        accounts.save(account("foreign", "other", 1, true));
        add("tried", 1);
        add("good", 99);

        Choice choice = scheduler.choose(wish(), Set.of("tried"));

        assertThat(id(choice)).isEqualTo("good");
    }

    @Test
    void returnsAConversationToItsAccount() {
        add("a", 1);
        add("b", 50);

        assertThat(chosen(wish("s", "b"))).isEqualTo("b");
        assertThat(leases.claims).extracting(Leases.Claim::binding).containsOnlyNulls();
    }

    @Test
    void bindsANewConversation() {
        add("a", 1);

        chosen(wish("s", null));

        assertThat(leases.claims).singleElement().satisfies(claim -> {
            assertThat(claim.binding()).isNotNull();
            assertThat(claim.account()).isEqualTo("a");
        });
    }

    @Test
    void makesADetourAlwaysToTheSameAccountAndDoesNotRebind() {
        add("home", 50);
        add("b", 50);
        add("c", 50);
        standings.coolDown("home", rest(CoolDown.ALL, 600));

        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            seen.add(chosen(wish("s", "home")));
        }

        assertThat(seen).hasSize(1).doesNotContain("home");
        assertThat(leases.claims).extracting(Leases.Claim::binding).containsOnlyNulls();
    }

    @Test
    void bindsAgainWhenTheAccountIsGoneForGood() {
        add("b", 50);

        chosen(wish("s", "deleted"));

        assertThat(leases.claims)
                .singleElement()
                .extracting(Leases.Claim::binding)
                .isNotNull();
    }

    @Test
    void tellsWhenTheFirstAccountIsBack() {
        add("a", 1);
        add("b", 1);
        standings.coolDown("a", rest(CoolDown.ALL, 90));
        standings.coolDown("b", rest("opus", 40));

        Choice choice = scheduler.choose(wish(), Set.of());

        assertThat(((Choice.None) choice).why()).isEqualTo(new NoCapacity.AllResting(Duration.ofSeconds(40)));
    }

    @Test
    void tellsWhenAnAccountIsBackThatHasJustFailed() {
        add("a", 1);
        standings.coolDown("a", rest("opus", 40));

        Choice choice = scheduler.choose(wish(), Set.of("a"));

        assertThat(((Choice.None) choice).why()).isEqualTo(new NoCapacity.AllResting(Duration.ofSeconds(40)));
    }

    @Test
    void saysSoWhenThereIsNoAccountAtAll() {
        Choice choice = scheduler.choose(wish(), Set.of());

        assertThat(((Choice.None) choice).why()).isEqualTo(new NoCapacity.NoAccount());
    }

    @Test
    void aRestForOneFamilyLeavesTheOthersAlone() {
        add("a", 1);
        standings.coolDown("a", rest("sonnet", 600));

        assertThat(chosen(wish())).isEqualTo("a");
    }

    @Test
    void sendsOneProbeWhenARestIsOver() {
        add("a", 1);
        add("b", 2);
        standings.coolDown("a", rest(CoolDown.ALL, 10));
        now = START.plusSeconds(11);

        assertThat(chosen(wish())).isEqualTo("a");
        assertThat(chosen(wish())).isEqualTo("b");
    }

    @Test
    void aSuccessDisprovesWhatWasHeldAgainstTheAccount() {
        add("a", 1);
        standings.coolDown("a", rest(CoolDown.ALL, 10));
        now = START.plusSeconds(11);
        Lease lease = ((Choice.Chosen) scheduler.choose(wish(), Set.of())).lease();

        lease.succeeded();

        assertThat(standings.of("a")).isEqualTo(Standing.GOOD);
        assertThat(events.recovered).containsExactly("a");
    }

    @Test
    void restsDoubleOnlyWhenAProbeFails() {
        add("a", 1);
        UpstreamFault fault = UpstreamFault.silent(FailureKind.UPSTREAM_UNREACHABLE);
        Lease first = ((Choice.Chosen) scheduler.choose(wish(), Set.of())).lease();

        first.failed(fault);
        first.failed(fault);
        Duration together = restOf("a", CoolDown.ALL);
        now = now.plus(together);
        first.failed(fault);

        assertThat(together).isEqualTo(Duration.ofSeconds(5));
        assertThat(restOf("a", CoolDown.ALL)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void restsAsLongAsTheSettingsSayNow() {
        add("a", 1);
        Lease lease = ((Choice.Chosen) scheduler.choose(wish(), Set.of())).lease();
        Map<Cause, Rest> rests = new EnumMap<>(CoolDowns.DEFAULTS.rests());
        rests.put(Cause.TIMED_OUT, new Rest(Duration.ofMillis(700), Duration.ofSeconds(3)));
        settings = new RelaySettings(
                settings.failover(),
                settings.patience(),
                settings.affinity(),
                new CoolDowns(rests, Duration.ofSeconds(90)));

        lease.failed(UpstreamFault.silent(FailureKind.UPSTREAM_TIMED_OUT));
        lease.failed(new UpstreamFault(FailureKind.UPSTREAM_RATE_LIMITED, Reach.MODEL, 429, Duration.ofHours(1)));

        assertThat(restOf("a", CoolDown.ALL)).isEqualTo(Duration.ofMillis(700));
        assertThat(restOf("a", "opus")).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void keepsAnAskedForPauseToTheSecondUpToItsCap() {
        add("a", 1);
        Lease lease = ((Choice.Chosen) scheduler.choose(wish(), Set.of())).lease();

        lease.failed(new UpstreamFault(FailureKind.UPSTREAM_RATE_LIMITED, Reach.MODEL, 429, Duration.ofSeconds(17)));
        lease.failed(new UpstreamFault(FailureKind.UPSTREAM_RATE_LIMITED, Reach.ACCOUNT, 429, Duration.ofDays(3)));

        assertThat(restOf("a", "opus")).isEqualTo(Duration.ofSeconds(17));
        assertThat(restOf("a", CoolDown.ALL)).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void aFaultOfTheRequestMarksNobody() {
        add("a", 1);
        Lease lease = ((Choice.Chosen) scheduler.choose(wish(), Set.of())).lease();

        lease.failed(new UpstreamFault(FailureKind.UPSTREAM_ERROR, Reach.REQUEST, 500, null));

        assertThat(standings.of("a")).isEqualTo(Standing.GOOD);
    }

    @Test
    void aModelNamedLikeAllFamiliesMakesNoAccountRestForTheOthers() {
        add("a", 1);
        Wish sly = family(CoolDown.ALL, Wish.Trail.NONE);
        Lease lease = ((Choice.Chosen) scheduler.choose(sly, Set.of())).lease();

        lease.failed(new UpstreamFault(FailureKind.UPSTREAM_OVERLOADED, Reach.MODEL, 529, null));

        assertThat(chosen(wish())).isEqualTo("a");
    }

    @Test
    void aRefusedCredentialNeedsAttention() {
        add("a", 1);
        Lease lease = ((Choice.Chosen) scheduler.choose(wish(), Set.of())).lease();

        lease.failed(new UpstreamFault(FailureKind.UPSTREAM_UNAUTHORIZED, Reach.ACCOUNT, 401, null));

        assertThat(standings.of("a").needsAttention()).isTrue();
    }

    private Duration restOf(String account, String family) {
        return Duration.between(
                now, standings.of(account).of(family).orElseThrow().until());
    }

    private String chosen(Wish wish) {
        return id(scheduler.choose(wish, Set.of()));
    }

    private static String id(Choice choice) {
        return ((Choice.Chosen) choice).lease().account().id();
    }

    private static Wish wish() {
        return family("opus", Wish.Trail.NONE);
    }

    private static Wish family(String family, Wish.Trail trail) {
        return new Wish(
                "call",
                Wish.Seeker.unbound("key"),
                new Wish.Need(Set.of("k"), "claude-" + family, family),
                true,
                trail,
                () -> Leases.Hold.NOTHING);
    }

    private static Wish wish(String session, @Nullable String bound) {
        return family("opus", new Wish.Trail(new Gate.Session(session, "opus", Duration.ofHours(1)), bound));
    }

    private static CoolDown rest(String family, int seconds) {
        return new CoolDown(family, START, START.plusSeconds(seconds), "upstream-error", 1, State.COOLING);
    }

    private void add(String id, int priority) {
        accounts.save(account(id, "k", priority, true));
    }

    private static Account account(String id, String kind, int priority, boolean enabled) {
        return new Account(
                id,
                kind,
                new Account.Profile(id, enabled, priority),
                new Account.Connection(Map.of(), Map.of(), Map.of()),
                START);
    }

    private static final class FakeLeases implements Leases {
        private final List<Claim> claims = new ArrayList<>();

        @Override
        public Taken take(Claim claim) {
            claims.add(claim);
            return Taken.TAKEN;
        }

        @Override
        public Load load(String account, Terms terms) {
            return Load.NONE;
        }

        @Override
        public Optional<String> accountOf(Binding binding) {
            return Optional.empty();
        }

        @Override
        public void release(String account, String call) {}

        @Override
        public void renew(String account, Collection<String> calls, Duration lease) {}

        @Override
        public List<Long> running(List<String> accounts) {
            return accounts.stream().map(account -> 0L).toList();
        }
    }

    private static final class Quiet implements SchedulingEvents {
        private final List<String> recovered = new ArrayList<>();

        @Override
        public void accountRests(String account, String family, String cause, Duration rest, boolean needsAttention) {}

        @Override
        public void accountRecovered(String account, String family) {
            recovered.add(account);
        }
    }
}
