package org.llmrelay.account;

import static org.assertj.core.api.Assertions.assertThat;

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
        return new CoolDown(family, SINCE, SINCE.plus(lasting), "upstream-rate-limited", 2, true);
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

        standings().recovered("a1", "opus");

        assertThat(standings().of("a1").coolDowns()).containsExactly(sonnet);
    }

    @Test
    void aResetForgetsAllFamiliesOfOneAccount() {
        CoolDown opus = coolDown("opus", MINUTE);
        standings().coolDown("a1", opus);
        standings().coolDown("a1", coolDown("sonnet", MINUTE));
        standings().coolDown("a11", opus);

        standings().reset("a1");

        assertThat(standings().of("a1")).isEqualTo(Standing.GOOD);
        assertThat(standings().of("a11").coolDowns()).containsExactly(opus);
    }

    @Test
    void lendsOneProbeForEachAccountAndFamily() {
        assertThat(standings().claimProbe("a1", "opus", MINUTE)).isTrue();
        assertThat(standings().claimProbe("a1", "opus", MINUTE)).isFalse();
        assertThat(standings().claimProbe("a1", "sonnet", MINUTE)).isTrue();
        assertThat(standings().claimProbe("a2", "opus", MINUTE)).isTrue();
    }
}
