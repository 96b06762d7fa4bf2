package org.llmrelay.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.llmrelay.account.Quota.Window;

/** What every keeper of quotas does. */
public abstract class QuotasContract {
    private static final Instant RESET = Instant.parse("2026-03-01T15:00:00Z");

    protected abstract Quotas quotas();

    protected static Quota quota(Window... windows) {
        return new Quota(Arrays.asList(windows));
    }

    protected static Window window(String name, @Nullable String family, int percent) {
        return new Window(name, family, percent, RESET);
    }

    @Test
    void knowsNothingOfAnUnknownAccount() {
        assertThat(quotas().of("a1")).isEqualTo(Quota.UNKNOWN);
    }

    @Test
    void keepsWhatWasSaid() {
        Quota said = quota(window("5h", null, 41), window("7d_opus", "opus", 97));

        quotas().note("a1", said);

        assertThat(quotas().of("a1")).isEqualTo(said);
        assertThat(quotas().of("a2")).isEqualTo(Quota.UNKNOWN);
    }

    @Test
    void aPercentageDoesNotFallWhileItsWindowLasts() {
        quotas().note("a1", quota(window("5h", null, 41)));

        quotas().note("a1", quota(new Window("5h", null, 40, RESET.plusSeconds(1))));

        assertThat(quotas().of("a1")).isEqualTo(quota(window("5h", null, 41)));
    }

    @Test
    void aNewWindowBeginsAnew() {
        Quota next = quota(new Window("5h", null, 0, RESET.plusSeconds(18_000)));
        quotas().note("a1", quota(window("5h", null, 41)));

        quotas().note("a1", next);

        assertThat(quotas().of("a1")).isEqualTo(next);
    }

    @Test
    void keepsWindowsThatAreNotSpokenOf() {
        quotas().note("a1", quota(window("5h", null, 41), window("7d", null, 12)));

        quotas().note("a1", quota(window("5h", null, 42)));

        assertThat(quotas().of("a1")).isEqualTo(quota(window("5h", null, 42), window("7d", null, 12)));
    }
}
