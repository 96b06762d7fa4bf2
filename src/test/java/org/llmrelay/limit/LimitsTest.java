package org.llmrelay.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Rule BUDGET = Rule.of(Unit.COST, new Period.Life(), 5);

    @Test
    void aRuleIsNamedAfterWhatItCounts() {
        Rule weekly = new Rule(
                Unit.COST, new Period.Week(ZoneId.of("UTC"), DayOfWeek.MONDAY, 0), 1, "opus", true, true, false);

        assertThat(weekly.name()).isEqualTo("cost/week/opus");
        assertThat(BUDGET.name()).isEqualTo("cost/total");
        assertThat(weekly.concerns("opus")).isTrue();
        assertThat(weekly.concerns("sonnet")).isFalse();
        assertThat(BUDGET.concerns("sonnet")).isTrue();
    }

    @Test
    void twoRulesOfOneNameContradictEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Limits(0, Limits.Queue.NONE, List.of(BUDGET, Rule.of(Unit.COST, new Period.Life(), 6))))
                .withMessageContaining("cost/total");
    }

    @Test
    void aLimitAllowsSomething() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofMinutes(1)), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.concurrent(-1));
    }
}
