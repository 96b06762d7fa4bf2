package org.llmrelay.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    private static Rule rule(Unit unit, @Nullable String family, boolean enforced, boolean open) {
        return new Rule(unit, new Period.Life(), 5, family, enforced, false, open);
    }

    private static Limits limits(int concurrency, boolean open, Rule... rules) {
        return new Limits(concurrency, Limits.Queue.NONE, open, List.of(rules));
    }

    @Test
    void callsPassWhileTheStoreIsAwayWhenAllThatLimitsThemSaysSo() {
        Rule passes = rule(Unit.COST, null, true, true);
        Rule refuses = rule(Unit.TOKENS, null, true, false);
        Rule refusesOpus = rule(Unit.TOKENS, "opus", true, false);
        Rule onlyCounts = rule(Unit.REQUESTS, null, false, false);

        assertThat(limits(0, false, passes, onlyCounts).passes("opus")).isTrue();
        assertThat(limits(0, false, passes, refuses).passes("opus")).isFalse();
        assertThat(limits(0, false, passes, refusesOpus).passes("opus")).isFalse();
        assertThat(limits(0, false, passes, refusesOpus).passes("sonnet")).isTrue();
        assertThat(limits(0, true, refuses).passes("opus")).isFalse();
    }

    @Test
    void theKeyAsAWholeSpeaksForItsSlotsAndWhereNoRuleSpeaks() {
        Rule passes = rule(Unit.COST, null, true, true);
        Rule onlyCounts = rule(Unit.REQUESTS, null, false, true);

        assertThat(limits(3, false, passes).passes("opus")).isFalse();
        assertThat(limits(3, true, passes).passes("opus")).isTrue();
        assertThat(Limits.NONE.passes("opus")).isFalse();
        assertThat(limits(0, true).passes("opus")).isTrue();
        assertThat(limits(0, false, onlyCounts).passes("opus")).isFalse();
    }

    @Test
    void limitsOfRequestsHoldForCountingTokensToo() {
        Rule requests = rule(Unit.REQUESTS, "opus", true, true);

        assertThat(limits(3, true, BUDGET, requests).ofCounts())
                .containsExactly(rule(Unit.COUNTS, "opus", true, true))
                .extracting(Rule::name)
                .containsExactly("count_tokens/total/opus");
    }

    @Test
    void aLimitAllowsSomething() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.of(Unit.REQUESTS, new Period.Window(Duration.ofMinutes(1)), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.concurrent(-1));
    }
}
