package org.llmrelay.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.limit.Gate.Entry.Inside;
import org.llmrelay.limit.Gate.Session;
import org.llmrelay.limit.Leases.Binding;
import org.llmrelay.limit.Leases.Claim;
import org.llmrelay.limit.Leases.Hold;
import org.llmrelay.limit.Leases.Load;
import org.llmrelay.limit.Leases.Taken;
import org.llmrelay.limit.Leases.Terms;

/** What all leases do. */
public abstract class LeasesContract {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Session SESSION = new Session("s1", "opus", Duration.ofHours(1));

    protected abstract Leases leases();

    /** The gate that knows the sessions. */
    protected abstract Gate gate();

    /** The clock that both go by. */
    protected abstract ManualClock clock();

    private Taken take(String account, String call, int slots) {
        return leases().take(new Claim(account, call, slots, LEASE, null));
    }

    private Taken takeAndBind(String account, String call, int slots) {
        return leases().take(new Claim(account, call, slots, LEASE, new Binding("k1", SESSION)));
    }

    private Gate.Entry enter() {
        return gate().enter(Entrants.entrant("k1", "c9", 0, SESSION));
    }

    @Test
    void lendsAnyNumberWithoutALimit() {
        assertThat(take("a1", "c1", 0)).isEqualTo(Taken.TAKEN);
        assertThat(take("a1", "c2", 0)).isEqualTo(Taken.TAKEN);
        assertThat(leases().running("a1")).isEqualTo(2);
    }

    @Test
    void countsTheCallsOfManyAccountsInTheirOrder() {
        take("a1", "c1", 0);
        take("a3", "c2", 2);
        take("a3", "c3", 2);

        assertThat(leases().running(List.of("a3", "a2", "a1"))).containsExactly(2L, 0L, 1L);
        assertThat(leases().running(List.of())).isEmpty();
    }

    @Test
    void lendsNoMoreThanThereAre() {
        assertThat(take("a1", "c1", 2)).isEqualTo(Taken.TAKEN);
        assertThat(take("a1", "c2", 2)).isEqualTo(Taken.TAKEN);
        assertThat(take("a1", "c3", 2)).isEqualTo(Taken.SLOTS);
        assertThat(take("a2", "c3", 2)).isEqualTo(Taken.TAKEN);
        assertThat(leases().running("a1")).isEqualTo(2);
    }

    @Test
    void lendsAgainWhatWasReleased() {
        take("a1", "c1", 1);

        leases().release("a1", "c1");
        leases().release("a1", "c1");

        assertThat(leases().running("a1")).isZero();
        assertThat(take("a1", "c2", 1)).isEqualTo(Taken.TAKEN);
    }

    @Test
    void lendsAgainWhatHasRunOut() {
        take("a1", "c1", 1);

        clock().advance(LEASE);

        assertThat(leases().running("a1")).isZero();
        assertThat(take("a1", "c2", 1)).isEqualTo(Taken.TAKEN);
    }

    @Test
    void keepsWhatIsRenewed() {
        take("a1", "c1", 1);
        clock().advance(Duration.ofSeconds(50));

        leases().renew("a1", List.of("c1", "never-taken"), LEASE);
        leases().renew("a1", List.of(), LEASE);
        clock().advance(Duration.ofSeconds(50));

        assertThat(leases().running("a1")).isEqualTo(1);
        assertThat(take("a1", "c2", 1)).isEqualTo(Taken.SLOTS);
    }

    private Taken take(String call, Terms terms) {
        return leases().take(new Claim("a1", call, terms, LEASE, null));
    }

    private static Terms minutely(long requests, long tokens, long hold) {
        return new Terms(0, requests, tokens, 0, Instant.EPOCH, new Hold(hold, 0));
    }

    private Terms daily(long most, long hold) {
        Instant day = clock().instant().truncatedTo(ChronoUnit.DAYS);
        return new Terms(0, 0, 0, most, day, new Hold(0, hold));
    }

    @Test
    void takesSoManyRequestsAMinute() {
        Terms two = minutely(2, 0, 0);

        assertThat(take("c1", two)).isEqualTo(Taken.TAKEN);
        leases().release("a1", "c1");
        assertThat(take("c2", two)).isEqualTo(Taken.TAKEN);
        assertThat(take("c3", two)).isEqualTo(Taken.REQUESTS);

        clock().advance(Duration.ofMinutes(1));
        assertThat(take("c3", two)).isEqualTo(Taken.TAKEN);
    }

    @Test
    void holdsWhatCallsMayUseInAMinute() {
        assertThat(take("c1", minutely(0, 100, 60))).isEqualTo(Taken.TAKEN);
        assertThat(take("c2", minutely(0, 100, 41))).isEqualTo(Taken.TOKENS);
        assertThat(take("c2", minutely(0, 100, 40))).isEqualTo(Taken.TAKEN);
        assertThat(leases().load("a1", minutely(0, 100, 0))).isEqualTo(new Load(2, 2, 100, 0));

        leases().release("a1", "c1");

        assertThat(leases().load("a1", minutely(0, 100, 0))).isEqualTo(new Load(1, 2, 40, 0));
        assertThat(take("c3", minutely(0, 100, 60))).isEqualTo(Taken.TAKEN);
    }

    @Test
    void letsACallAloneThatIsLargerThanWhatIsLeft() {
        assertThat(take("c1", minutely(0, 100, 5_000))).isEqualTo(Taken.TAKEN);
        assertThat(take("c2", minutely(0, 100, 1))).isEqualTo(Taken.TOKENS);
    }

    @Test
    void countsMoneyUntilTheDayEnds() {
        assertThat(take("c1", daily(1_000, 700))).isEqualTo(Taken.TAKEN);
        clock().advance(Duration.ofMinutes(2));
        assertThat(take("c2", daily(1_000, 400))).isEqualTo(Taken.TAKEN);
        assertThat(leases().load("a1", daily(1_000, 0))).isEqualTo(new Load(1, 1, 0, 1_100));
        assertThat(take("c3", daily(1_000, 1))).isEqualTo(Taken.COST);

        clock().advance(Duration.ofDays(1));
        assertThat(take("c3", daily(1_000, 1))).isEqualTo(Taken.TAKEN);
        assertThat(leases().load("a1", daily(1_000, 0))).isEqualTo(new Load(1, 1, 0, 1));
    }

    @Test
    void keepsTheSlotsOfAnAccountWithOtherLimitsThatAreRenewed() {
        Terms one = new Terms(1, 9, 0, 0, Instant.EPOCH, Hold.NOTHING);
        take("c1", one);
        clock().advance(Duration.ofSeconds(50));

        leases().renew("a1", List.of("c1"), LEASE);
        clock().advance(Duration.ofSeconds(50));

        assertThat(take("c2", one)).isEqualTo(Taken.SLOTS);
        assertThat(leases().running("a1")).isEqualTo(1);
    }

    @Test
    void tellsWhereASessionWentLast() {
        Binding binding = new Binding("k1", SESSION);
        assertThat(leases().accountOf(binding)).isEmpty();

        takeAndBind("a1", "c1", 0);

        assertThat(leases().accountOf(binding)).contains("a1");
    }

    @Test
    void remembersTheAccountForTheSession() {
        assertThat(takeAndBind("a1", "c1", 1)).isEqualTo(Taken.TAKEN);

        assertThat(enter()).isEqualTo(new Inside("a1"));
    }

    @Test
    void bindsASessionAnewWhenAsked() {
        takeAndBind("a1", "c1", 0);

        takeAndBind("a2", "c2", 1);

        assertThat(enter()).isEqualTo(new Inside("a2"));
    }

    @Test
    void leavesASessionWhereItIsUnlessAsked() {
        takeAndBind("a1", "c1", 0);

        take("a2", "c2", 0);

        assertThat(enter()).isEqualTo(new Inside("a1"));
    }

    @Test
    void doesNotBindASessionToAnAccountWithoutAFreeSlot() {
        take("a1", "c1", 1);

        assertThat(takeAndBind("a1", "c2", 1)).isEqualTo(Taken.SLOTS);

        assertThat(enter()).isEqualTo(new Inside(null));
    }
}
