package org.llmrelay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HabitsTest {
    private final Habits habits = new Habits();

    @Test
    void expectsTheLimitWhereNothingIsKnown() {
        habits.note("k1", "opus", 5);

        assertThat(habits.expected("k2", "opus", 1000)).isEqualTo(1000);
        assertThat(habits.expected("k1", "haiku", 1000)).isEqualTo(1000);
    }

    @Test
    void expectsWhatWasSeenAndNeverMoreThanTheLimit() {
        habits.note("k1", "opus", 500);

        assertThat(habits.expected("k1", "opus", 1000)).isEqualTo(500);
        assertThat(habits.expected("k1", "opus", 100)).isEqualTo(100);
    }

    @Test
    void risesAtOnceAndFallsSlowly() {
        habits.note("k1", "opus", 100);
        habits.note("k1", "opus", 900);
        assertThat(habits.expected("k1", "opus", 1000)).isEqualTo(900);

        habits.note("k1", "opus", 100);
        assertThat(habits.expected("k1", "opus", 1000)).isEqualTo(800);
    }
}
