package org.llmrelay.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountStateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant SINCE = NOW.minusSeconds(60);

    @Test
    void saysThatAnAccountIsReady() {
        assertThat(state(true).sentence()).isEqualTo("Ready for calls.");
    }

    @Test
    void saysThatAnAccountIsDisabledWhateverElseThereIs() {
        assertThat(state(false, rest(CoolDown.ALL, 30, 1, true)).sentence())
                .isEqualTo("Disabled: it gets no calls until somebody enables it.");
    }

    @Test
    void saysHowLongAndWhyAnAccountRests() {
        assertThat(state(true, rest(CoolDown.ALL, 30, 1, false)).sentence())
                .isEqualTo("Resting until 2026-03-01T12:00:30Z because of upstream-rate-limited.");
        assertThat(state(true, rest(CoolDown.ALL, 30, 3, true)).sentence())
                .isEqualTo("Resting until 2026-03-01T12:00:30Z because of upstream-rate-limited (3 times in a row)."
                        + " Somebody should look at its credential and its rights.");
    }

    @Test
    void saysThatAnAccountIsOnProbation() {
        assertThat(state(true, rest(CoolDown.ALL, 0, 2, false)).sentence())
                .isEqualTo("On probation since 2026-03-01T12:00:00Z because of upstream-rate-limited"
                        + " (2 times in a row): the next call tries it out.");
    }

    @Test
    void namesTheFamiliesThatAnAccountRestsFor() {
        assertThat(state(true, rest("opus", 30, 1, false), rest("haiku", -5, 1, false))
                        .sentence())
                .isEqualTo("Ready for calls, except for models of opus until 2026-03-01T12:00:30Z"
                        + " because of upstream-rate-limited.");
    }

    private static CoolDown rest(String family, long seconds, int streak, boolean needsAttention) {
        return new CoolDown(
                family,
                SINCE,
                NOW.plusSeconds(seconds),
                "upstream-rate-limited",
                streak,
                needsAttention ? State.NEEDS_SIGN_IN : State.COOLING);
    }

    private static AccountState state(boolean enabled, CoolDown... coolDowns) {
        Account account = new Account(
                "a1",
                "anthropic",
                new Account.Profile("One", enabled, 50),
                new Account.Connection(Map.of(), Map.of(), Map.of()),
                SINCE);
        return new AccountState(account, new Standing(List.of(coolDowns)), Quota.UNKNOWN, 0, NOW);
    }
}
