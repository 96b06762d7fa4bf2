package org.llmrelay.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;

class PaceTest {
    private final ManualClock clock = ManualClock.atNoon();
    private final Pace pace = new Pace(clock);

    @Test
    void letsThreeTriesThroughAtOnce() {
        assertThat(pace.enter("ada", "1.2.3.4")).isEmpty();
        assertThat(pace.enter("ada", "1.2.3.4")).isEmpty();
        assertThat(pace.enter("ada", "1.2.3.4")).isEmpty();

        assertThat(pace.enter("ada", "1.2.3.4")).contains(Duration.ofSeconds(1));
    }

    @Test
    void doublesThePauseUpToFiveMinutes() {
        for (int i = 0; i < 3; i++) {
            pace.enter("ada", "1.2.3.4");
        }

        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            Duration pause = pace.enter("ada", "1.2.3.4").orElseThrow();
            pauses.add(pause.toSeconds());
            clock.advance(pause);
            assertThat(pace.enter("ada", "1.2.3.4")).isEmpty();
        }

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    }

    @Test
    void countsNoTryThatCameTooSoon() {
        for (int i = 0; i < 3; i++) {
            pace.enter("ada", "1.2.3.4");
        }
        for (int i = 0; i < 100; i++) {
            pace.enter("ada", "1.2.3.4");
        }
        clock.advance(Duration.ofSeconds(1));

        assertThat(pace.enter("ada", "1.2.3.4")).isEmpty();
    }

    @Test
    void keepsOthersApart() {
        for (int i = 0; i < 4; i++) {
            pace.enter("ada", "1.2.3.4");
        }

        assertThat(pace.enter("ada", "5.6.7.8")).isEmpty();
        assertThat(pace.enter("bob", "1.2.3.4")).isEmpty();
    }

    @Test
    void forgetsAfterASuccess() {
        for (int i = 0; i < 4; i++) {
            pace.enter("ada", "1.2.3.4");
        }

        pace.forget("ada", "1.2.3.4");

        assertThat(pace.enter("ada", "1.2.3.4")).isEmpty();
    }

    @Test
    void forgetsAfterAnHour() {
        for (int i = 0; i < 4; i++) {
            pace.enter("ada", "1.2.3.4");
        }

        clock.advance(Duration.ofMinutes(61));

        assertThat(pace.enter("ada", "1.2.3.4")).isEmpty();
        assertThat(pace.enter("ada", "1.2.3.4")).isEmpty();
    }
}
