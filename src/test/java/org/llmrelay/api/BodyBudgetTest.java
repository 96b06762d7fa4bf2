package org.llmrelay.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    private final BodyBudget budget = new BodyBudget(100);

    @Test
    void sharesGrowUpToTheBudget() {
        BodyBudget.Share first = budget.share();
        BodyBudget.Share second = budget.share();

        assertThat(first.grow(60)).isTrue();
        assertThat(second.grow(41)).isFalse();
        assertThat(second.grow(40)).isTrue();
        assertThat(budget.held()).isEqualTo(100);
    }

    @Test
    void aShareIsGivenBackOnce() {
        BodyBudget.Share share = budget.share();
        share.grow(60);
        share.grow(10);

        share.release();
        share.release();

        assertThat(budget.held()).isZero();
    }

    @Test
    void aShareShrinksWhileItIsHeld() {
        BodyBudget.Share share = budget.share();
        share.grow(60);

        share.shrink(20);
        assertThat(budget.held()).isEqualTo(40);

        share.release();
        share.shrink(20);
        assertThat(budget.held()).isZero();
    }

    @Test
    void aShareThatWasGivenBackDoesNotGrow() {
        BodyBudget.Share share = budget.share();
        share.release();

        assertThat(share.grow(1)).isFalse();
        assertThat(budget.held()).isZero();
    }
}
