package org.llmrelay.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.llmrelay.account.Caps;
import org.llmrelay.account.CoolDown;
import org.llmrelay.account.Duty;
import org.llmrelay.account.Margin;
import org.llmrelay.account.Policy;
import org.llmrelay.account.Quota;
import org.llmrelay.account.State;
import org.llmrelay.account.Transition;
import org.llmrelay.account.Upkeep;
import org.llmrelay.call.PassedOver;
import org.llmrelay.failure.FailureKind;
import org.llmrelay.failure.NoCapacity;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.failure.UpstreamFault.Reach;
import org.llmrelay.key.Handling.Priority;
import org.llmrelay.limit.Leases;

/** Which accounts are there for which calls. */
class PoolsTest {
    private static final Duty DEDICATED = Duty.USUAL.in(Set.of());

    private final Field field = new Field();

    @Test
    void nobodyElseUsesADedicatedAccount() {
        field.account("own", DEDICATED);

        assertThat(field.chosen(field.wish())).isEmpty();
        assertThat(field.chosen(field.boundTo("own", false))).isEqualTo("own");
    }

    @Test
    void aConversationDoesNotLeadIntoAForeignAccount() {
        field.account("own", DEDICATED);
        field.account("shared");

        Wish sly = field.wish(Wish.Seeker.unbound("key"), Field.MODEL, Field.trail("s", "own"));

        assertThat(field.chosen(sly)).isEqualTo("shared");
    }

    @Test
    void aBoundKeyUsesNothingElseUnlessItMayFallBack() {
        field.account("own", DEDICATED);
        field.account("shared");
        rest("own");

        assertThat(field.chosen(field.boundTo("own", false))).isEmpty();
        assertThat(field.chosen(field.boundTo("own", true))).isEqualTo("shared");
    }

    @Test
    void aGroupServesItsKeysFromItsMembers() {
        field.group("grp", Policy.PRIORITY);
        field.account("member", DEDICATED.in(Set.of("grp")));
        field.account("both", Duty.USUAL.in(Set.of("grp", "shared")));
        field.account("shared");

        assertThat(List.of(field.chosen(field.boundTo("grp", false)), field.chosen(field.boundTo("grp", false))))
                .containsExactlyInAnyOrder("member", "both");
        assertThat(List.of(field.chosen(field.wish()), field.chosen(field.wish())))
                .containsExactlyInAnyOrder("shared", "both");
    }

    @Test
    void aKeyThatIsBoundToWhatIsGoneFindsNoAccount() {
        field.account("shared");

        Choice choice = field.scheduler.choose(field.boundTo("grp_gone", false), Set.of());

        assertThat(((Choice.None) choice).why()).isEqualTo(new NoCapacity.NoAccount());
    }

    @Test
    void choosesOnlyAccountsThatHaveTheModel() {
        field.account(
                "sonnets", new Duty(Set.of("shared"), List.of("*sonnet*"), 1, Caps.NONE, Margin.NONE, Upkeep.USUAL));

        assertThat(field.chosen(field.wish())).isEmpty();
        assertThat(field.chosen(field.wish(Wish.Seeker.unbound("key"), "claude-SONNET-4", Wish.Trail.NONE)))
                .isEqualTo("sonnets");
        assertThat(field.chosen(field.wish(Wish.Seeker.unbound("key"), "mapped", Wish.Trail.NONE)))
                .isEqualTo("sonnets");
    }

    @Test
    void leavesAnAccountWhoseSubscriptionHasEnded() {
        Instant end = field.clock.instant().plusSeconds(60);
        field.account("a", Duty.USUAL.with(new Upkeep(end, false, null, null)));

        assertThat(field.chosen(field.wish())).isEqualTo("a");
        field.clock.advance(Duration.ofMinutes(1));
        assertThat(field.chosen(field.wish())).isEmpty();
    }

    @Test
    void usesAnAccountThatNeverRestsWhateverHasHappened() {
        field.account("a", Duty.USUAL.with(new Upkeep(null, true, null, null)));
        rest("a");
        Lease lease = field.lease(field.wish()).orElseThrow();

        lease.failed(new UpstreamFault(FailureKind.UPSTREAM_UNAUTHORIZED, Reach.ACCOUNT, 401, null, true));

        assertThat(field.chosen(field.wish())).isEqualTo("a");
        assertThat(field.standings.of("a").needsAttention()).isFalse();
    }

    @Test
    void aLastingRefusalTakesAnAccountOutAtOnceAndForGood() {
        field.account("a");
        Lease lease = field.lease(field.wish()).orElseThrow();

        lease.failed(new UpstreamFault(FailureKind.UPSTREAM_FORBIDDEN, Reach.ACCOUNT, 400, null, true));
        field.clock.advance(Duration.ofDays(30));

        assertThat(field.chosen(field.wish())).isEmpty();
        assertThat(field.standings.of("a").state(field.clock.instant())).isEqualTo(State.BLOCKED);
        field.standings.reset("a", "reset", "ada");
        assertThat(field.chosen(field.wish())).isEqualTo("a");
    }

    @Test
    void bindsAConversationAnewWhenItsAccountIsOutForGood() {
        field.account("a");
        field.account("b");
        field.standings.coolDown(
                "a", new CoolDown(CoolDown.ALL, field.clock.instant(), CoolDown.FOR_GOOD, "banned", 1, State.BLOCKED));

        Wish wish = field.wish(Wish.Seeker.unbound("key"), Field.MODEL, Field.trail("s", "a"));

        assertThat(field.chosen(wish)).isEqualTo("b");
        assertThat(field.leases.accountOf(
                        new Leases.Binding("key", wish.conversation().orElseThrow())))
                .contains("b");
    }

    @Test
    void stopsBeforeTheWallUntilTheWindowIsReset() {
        field.account("a", Duty.USUAL.with(new Margin(80, 0)));
        field.used("a", 79);
        assertThat(field.chosen(field.wish())).isEqualTo("a");

        field.used("a", 80);

        assertThat(field.chosen(field.wish())).isEmpty();
        field.clock.advance(Duration.ofHours(1));
        assertThat(field.chosen(field.wish())).isEqualTo("a");
    }

    @Test
    void theProviderRefusesTheLastPercentWhereNoWallIsSet() {
        field.account("a");
        field.used("a", 100);

        assertThat(field.chosen(field.wish())).isEqualTo("a");
    }

    @Test
    void remembersThatTheWallWasReached() {
        field.account("a", Duty.USUAL.with(new Margin(80, 0)));
        Lease lease = field.lease(field.wish()).orElseThrow();
        field.used("a", 70);
        Quota full = new Quota(
                List.of(new Quota.Window("5h", null, 81, field.clock.instant().plusSeconds(3_600))));

        assertThat(lease.isNews(full)).isTrue();
        lease.told(full);
        lease.told(full);

        assertThat(lease.isNews(full)).isFalse();
        assertThat(field.standings.history("a"))
                .extracting(Transition::to, Transition::reason)
                .containsExactly(tuple(State.OUT_OF_QUOTA, "quota-5h"));
    }

    @Test
    void keepsTheLastSlotsForKeysThatGoFirst() {
        field.account("a", Duty.USUAL.with(Caps.concurrent(10)).with(new Margin(100, 20)));

        assertThat(taken(Priority.LOW)).isEqualTo(6);
        assertThat(taken(Priority.NORMAL)).isEqualTo(2);
        assertThat(taken(Priority.HIGH)).isEqualTo(2);
    }

    @Test
    void keepsTheLastOfAQuotaForKeysThatGoFirst() {
        field.account("a", Duty.USUAL.with(new Margin(100, 10)));
        field.used("a", 85);

        assertThat(field.chosen(field.wish(Priority.LOW))).isEmpty();
        assertThat(field.chosen(field.wish(Priority.NORMAL))).isEqualTo("a");
        field.used("a", 90);
        assertThat(field.chosen(field.wish(Priority.NORMAL))).isEmpty();
        assertThat(field.chosen(field.wish(Priority.HIGH))).isEqualTo("a");
    }

    private int taken(Priority priority) {
        int taken = 0;
        while (!field.chosen(field.wish(priority)).isEmpty()) {
            taken++;
        }
        return taken;
    }

    @Test
    void tellsWhomItPassedOverAndWhy() {
        field.account("resting", 1, Duty.USUAL);
        field.account("full", 2, Duty.USUAL.with(Caps.concurrent(1)));
        field.account("good", 3, Duty.USUAL);
        assertThat(field.chosen(field.boundTo("full", false))).isEqualTo("full");
        rest("resting");

        Choice choice = field.scheduler.choose(field.wish(), Set.of());

        assertThat(choice.passedOver())
                .containsExactly(new PassedOver("resting", "cooling"), new PassedOver("full", "slots"));
    }

    @Test
    void explainsWithoutTakingAnything() {
        field.account("resting", 1, Duty.USUAL);
        field.account("full", 2, Duty.USUAL.with(new Caps(0, 1, 0, 0, ZoneOffset.UTC)));
        field.account("good", 3, Duty.USUAL);
        field.account("own", 4, DEDICATED);
        assertThat(field.chosen(field.boundTo("full", false))).isEqualTo("full");
        rest("resting");

        List<Considered> considered = field.scheduler.explain(field.wish());

        assertThat(considered)
                .extracting(each -> each.account().id(), Considered::pool, Considered::ground, each -> each.objection()
                        .map(Objection::code)
                        .orElse("free"))
                .containsExactly(
                        tuple("resting", "shared", "priority", "cooling"),
                        tuple("full", "shared", "priority", "requests"),
                        tuple("good", "shared", "priority", "free"),
                        tuple("own", null, null, "other-pool"));
        assertThat(field.leases.running("good")).isZero();
    }

    @Test
    void tellsWhatBroughtTheAccountToTheFront() {
        field.group("team", Policy.LEAST_BUSY);
        field.account("home", 1, Duty.USUAL);
        field.account("other", 2, Duty.USUAL);
        field.account("member", 3, Duty.USUAL.in(Set.of("team")));
        Wish goesOn = field.wish(Wish.Seeker.unbound("key"), Field.MODEL, Field.trail("s", "home"));

        assertThat(ground(field.wish())).isEqualTo("home priority");
        assertThat(ground(goesOn)).isEqualTo("home conversation");
        assertThat(ground(field.boundTo("member", false))).isEqualTo("member binding");
        assertThat(ground(field.boundTo("team", false))).isEqualTo("member least_busy");
        rest("home");
        assertThat(ground(goesOn)).isEqualTo("other detour");
    }

    private String ground(Wish wish) {
        Lease lease = field.lease(wish).orElseThrow();
        return lease.account().id() + " " + lease.ground();
    }

    @Test
    void tellsACallerToComeBackWhenTheFirstAccountCanTakeItAgain() {
        field.account("a", Duty.USUAL.with(new Caps(0, 1, 0, 0, ZoneOffset.UTC)));
        field.clock.advance(Duration.ofSeconds(20));
        field.chosen(field.wish());

        Choice choice = field.scheduler.choose(field.wish(), Set.of());

        assertThat(((Choice.None) choice).why()).isEqualTo(new NoCapacity.AllResting(Duration.ofSeconds(40)));
    }

    private void rest(String account) {
        Instant now = field.clock.instant();
        field.standings.coolDown(
                account, new CoolDown(CoolDown.ALL, now, now.plusSeconds(600), "upstream-error", 1, State.COOLING));
    }
}
