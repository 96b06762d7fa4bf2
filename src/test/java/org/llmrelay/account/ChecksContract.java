package org.llmrelay.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every store of checks does. */
public abstract class ChecksContract {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    protected abstract Checks checks();

    private static Checkup checkup(int number) {
        return new Checkup(NOON.plusSeconds(number), "upstream-" + number, 500 + number, Duration.ofMillis(number));
    }

    @Test
    void remembersTheLastOnesNewestFirst() {
        for (int i = 0; i < Checks.REMEMBERED + 5; i++) {
            checks().note("a1", checkup(i));
        }

        assertThat(checks().of("a1"))
                .hasSize(Checks.REMEMBERED)
                .startsWith(checkup(Checks.REMEMBERED + 4), checkup(Checks.REMEMBERED + 3));
    }

    @Test
    void keepsAccountsApart() {
        checks().note("a1", checkup(1));

        assertThat(checks().of("a1")).containsExactly(checkup(1));
        assertThat(checks().of("a2")).isEmpty();
    }
}
