package org.llmrelay.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;

class InMemoryStandingsTest extends StandingsContract {
    private final ManualClock clock = ManualClock.atNoon();
    private final InMemoryStandings standings = new InMemoryStandings(clock);

    @Override
    protected Standings standings() {
        return standings;
    }

    @Test
    void lendsAProbeAgainAfterItsTime() {
        standings.claimProbe("a1", "opus", Duration.ofSeconds(30));

        clock.advance(Duration.ofSeconds(30));

        assertThat(standings.claimProbe("a1", "opus", Duration.ofSeconds(30))).isTrue();
    }
}
