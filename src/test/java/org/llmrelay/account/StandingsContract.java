package org.llmrelay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every keeper of standings does. */
public abstract class StandingsContract {
    private static final Instant SINCE = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    protected abstract Standings standings();

    /** A cool-down for tests. */
    protected static CoolDown coolDown(String family, Duration lasting) {
        return new CoolDown(family, SINCE, SINCE.plus(lasting), "upstream-rate-limited", 2, State.NEEDS_SIGN_IN);
    }

    @Test
    void holdsNothingAgainstAnUnknownAccount() {
        assertThat(standings().of("a1")).isEqualTo(Standing.GOOD);
    }

    @Test
    void keepsACoolDownAsItWasGiven() {
        CoolDown opus = coolDown("opus", MINUTE);

        CoolDown stands = standings().coolDown("a1", opus);

        assertThat(stands).isEqualTo(opus);
        assertThat(standings().of("a1").coolDowns()).containsExactly(opus);
        assertThat(standings().of("a2")).isEqualTo(Standing.GOOD);
    }

    @Test
    void putsALaterEndInThePlaceOfAnEarlierOne() {
        CoolDown later = coolDown("opus", MINUTE.multipliedBy(2));
        standings().coolDown("a1", coolDown("opus", MINUTE));

        CoolDown stands = standings().coolDown("a1", later);

        assertThat(stands).isEqualTo(later);
        assertThat(standings().of("a1").coolDowns()).containsExactly(later);
    }

    @Test
    void keepsALaterEndAgainstAnEarlierOne() {
        CoolDown later = coolDown("opus", MINUTE.multipliedBy(2));
        standings().coolDown("a1", later);

        CoolDown stands = standings().coolDown("a1", coolDown("opus", MINUTE));

        assertThat(stands).isEqualTo(later);
        assertThat(standings().of("a1").coolDowns()).containsExactly(later);
    }

    @Test
    void keepsFamiliesApart() {
        standings().coolDown("a1", coolDown("opus", MINUTE));
        standings().coolDown("a1", coolDown("sonnet|thinking", MINUTE));

        assertThat(standings().of("a1").coolDowns())
                .extracting(CoolDown::family)
                .containsExactlyInAnyOrder("opus", "sonnet|thinking");
    }

    @Test
    void aSuccessDisprovesItsFamilyAndTheWholeAccount() {
        CoolDown sonnet = coolDown("sonnet", MINUTE);
        standings().coolDown("a1", coolDown("opus", MINUTE));
        standings().coolDown("a1", coolDown(CoolDown.ALL, MINUTE));
        standings().coolDown("a1", sonnet);

        standings().recovered("a1", "opus", "call");

        assertThat(standings().of("a1").coolDowns()).containsExactly(sonnet);
    }

    @Test
    void aResetForgetsAllFamiliesOfOneAccount() {
        CoolDown opus = coolDown("opus", MINUTE);
        standings().coolDown("a1", opus);
        standings().coolDown("a1", coolDown("sonnet", MINUTE));
        standings().coolDown("a11", opus);

        standings().reset("a1", "reset", "ada");

        assertThat(standings().of("a1")).isEqualTo(Standing.GOOD);
        assertThat(standings().of("a11").coolDowns()).containsExactly(opus);
    }

    @Test
    void remembersEachStepAndWhoTookIt() {
        standings().coolDown("a1", coolDown("opus", MINUTE));
        standings().coolDown("a1", coolDown("opus", MINUTE.plusSeconds(1)));
        standings().recovered("a1", "opus", "check");
        standings().coolDown("a1", coolDown(CoolDown.ALL, MINUTE));
        standings().reset("a1", "reset", "ada");

        assertThat(standings().history("a1"))
                .extracting(Transition::family, Transition::from, Transition::to, Transition::reason, Transition::by)
                .containsExactly(
                        tuple("*", State.NEEDS_SIGN_IN, State.HEALTHY, "reset", "ada"),
                        tuple("*", State.HEALTHY, State.NEEDS_SIGN_IN, "upstream-rate-limited", "relay"),
                        tuple("opus", State.NEEDS_SIGN_IN, State.HEALTHY, "check", "relay"),
                        tuple("opus", State.HEALTHY, State.NEEDS_SIGN_IN, "upstream-rate-limited", "relay"));
        assertThat(standings().history("a2")).isEmpty();
    }

    @Test
    void remembersTheLastHundredStepsOnly() {
        Instant at = Instant.parse("2026-03-01T12:00:00.123Z");
        for (int i = 0; i < 105; i++) {
            standings().note("a1", new Transition(at, "*", State.HEALTHY, State.DISABLED, null, "step " + i, "ada"));
        }

        assertThat(standings().history("a1")).hasSize(100).first().satisfies(last -> {
            assertThat(last.at()).isEqualTo(at);
            assertThat(last.reason()).isEqualTo("step 104");
        });
    }

    @Test
    void knowsWhenAnAccountCameBack() {
        assertThat(standings().lastRecovery("a1")).isEmpty();
        standings().coolDown("a1", coolDown("opus", MINUTE));

        standings().recovered("a1", "sonnet", "call");
        assertThat(standings().lastRecovery("a1")).isEmpty();
        standings().recovered("a1", "opus", "call");

        assertThat(standings().lastRecovery("a1")).isPresent();
    }

    @Test
    void keepsACoolDownForGood() {
        CoolDown banned = new CoolDown(CoolDown.ALL, SINCE, CoolDown.FOR_GOOD, "upstream-forbidden", 1, State.BLOCKED);
        standings().coolDown("a1", banned);

        standings().coolDown("a1", coolDown(CoolDown.ALL, MINUTE));

        assertThat(standings().of("a1").coolDowns()).containsExactly(banned);
        assertThat(standings().history("a1")).hasSize(1).first().satisfies(step -> assertThat(step.until())
                .isNull());
    }

    @Test
    void lendsOneProbeForEachAccountAndFamily() {
        assertThat(standings().claimProbe("a1", "opus", MINUTE)).isTrue();
        assertThat(standings().claimProbe("a1", "opus", MINUTE)).isFalse();
        assertThat(standings().claimProbe("a1", "sonnet", MINUTE)).isTrue();
        assertThat(standings().claimProbe("a2", "opus", MINUTE)).isTrue();
    }
}
