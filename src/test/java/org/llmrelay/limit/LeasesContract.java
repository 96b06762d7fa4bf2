package org.llmrelay.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;
import org.llmrelay.limit.Gate.Entry.Inside;
import org.llmrelay.limit.Gate.Session;
import org.llmrelay.limit.Leases.Binding;
import org.llmrelay.limit.Leases.Claim;

/** What all leases do. */
public abstract class LeasesContract {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Session SESSION = new Session("s1", "opus", Duration.ofHours(1));

    protected abstract Leases leases();

    /** The gate that knows the sessions. */
    protected abstract Gate gate();

    /** The clock that both go by. */
    protected abstract ManualClock clock();

    private boolean take(String account, String call, int slots) {
        return leases().take(new Claim(account, call, slots, LEASE, null));
    }

    private boolean takeAndBind(String account, String call, int slots) {
        return leases().take(new Claim(account, call, slots, LEASE, new Binding("k1", SESSION)));
    }

    private Gate.Entry enter() {
        return gate().enter(Entrants.entrant("k1", "c9", 0, SESSION));
    }

    @Test
    void lendsAnyNumberWithoutALimit() {
        assertThat(take("a1", "c1", 0)).isTrue();
        assertThat(take("a1", "c2", 0)).isTrue();
        assertThat(leases().running("a1")).isEqualTo(2);
    }

    @Test
    void lendsNoMoreThanThereAre() {
        assertThat(take("a1", "c1", 2)).isTrue();
        assertThat(take("a1", "c2", 2)).isTrue();
        assertThat(take("a1", "c3", 2)).isFalse();
        assertThat(take("a2", "c3", 2)).isTrue();
        assertThat(leases().running("a1")).isEqualTo(2);
    }

    @Test
    void lendsAgainWhatWasReleased() {
        take("a1", "c1", 1);

        leases().release("a1", "c1");
        leases().release("a1", "c1");

        assertThat(leases().running("a1")).isZero();
        assertThat(take("a1", "c2", 1)).isTrue();
    }

    @Test
    void lendsAgainWhatHasRunOut() {
        take("a1", "c1", 1);

        clock().advance(LEASE);

        assertThat(leases().running("a1")).isZero();
        assertThat(take("a1", "c2", 1)).isTrue();
    }

    @Test
    void keepsWhatIsRenewed() {
        take("a1", "c1", 1);
        clock().advance(Duration.ofSeconds(50));

        leases().renew("a1", List.of("c1", "never-taken"), LEASE);
        leases().renew("a1", List.of(), LEASE);
        clock().advance(Duration.ofSeconds(50));

        assertThat(leases().running("a1")).isEqualTo(1);
        assertThat(take("a1", "c2", 1)).isFalse();
    }

    @Test
    void remembersTheAccountForTheSession() {
        assertThat(takeAndBind("a1", "c1", 1)).isTrue();

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

        assertThat(takeAndBind("a1", "c2", 1)).isFalse();

        assertThat(enter()).isEqualTo(new Inside(null));
    }
}
