package org.llmrelay.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.llmrelay.ManualClock;

class UnpricedAlarmTest {
    private final ManualClock clock = ManualClock.atNoon();
    private final InMemoryUnpricedModels models = new InMemoryUnpricedModels();
    private final PricingNotes events = new PricingNotes();
    private final UnpricedAlarm alarm = new UnpricedAlarm(models, events, clock);

    private static Charge charge(Charge.State state) {
        return new Charge(state, "v", Rates.ZERO, Rating.NONE, 0, 0);
    }

    @Test
    void tellsOfAModelOnceAnHour() {
        Instant noon = clock.instant();
        alarm.charged("m", charge(Charge.State.UNPRICED));
        alarm.charged("m", charge(Charge.State.UNPRICED));
        alarm.charged("n", charge(Charge.State.CEILING));
        clock.advance(Duration.ofMinutes(61));
        alarm.charged("m", charge(Charge.State.UNPRICED));

        assertThat(events.notes).containsExactly("m unpriced", "n ceiling", "m unpriced");
        assertThat(models.all()).containsExactly(new UnpricedModel("m", clock.instant()), new UnpricedModel("n", noon));
    }

    @Test
    void saysNothingOfWhatHasAPrice() {
        alarm.charged("m", charge(Charge.State.PRICED));

        assertThat(events.notes).isEmpty();
        assertThat(models.all()).isEmpty();
    }

    @Test
    void isNotFilledByCallersWhoInventNames() {
        for (int i = 0; i < 5_000; i++) {
            alarm.charged("m" + i, charge(Charge.State.UNPRICED));
        }

        assertThat(models.all()).hasSize(1_000);
    }
}
