package org.llmrelay.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WorkTest {
    private final Work<String> work = new Work<>();

    @Test
    void saysHowFarItIs() {
        work.at("bringing", 1, 3);

        assertThat(work.getDoing()).isEqualTo("bringing");
        assertThat(work.getDone()).isEqualTo(1);
        assertThat(work.getAll()).isEqualTo(3);
        assertThat(work.getPercent()).isEqualTo(33);
        assertThat(work.isEnded()).isFalse();
    }

    @Test
    void knowsNoShareWhileNobodyKnowsHowManyThereAre() {
        work.at("reading", 7, 0);

        assertThat(work.getPercent()).isZero();
    }

    @Test
    void hasFoundSomethingOnceItHasEnded() {
        assertThat(work.found()).isEmpty();

        work.result().complete("done");

        assertThat(work.isEnded()).isTrue();
        assertThat(work.found()).contains("done");
        assertThat(work.get()).isEqualTo("done");
    }

    @Test
    void throwsWhatWentWrong() {
        work.result()
                .completeAsync(
                        () -> {
                            throw new IllegalStateException("no");
                        },
                        Runnable::run);

        assertThat(work.isEnded()).isTrue();
        assertThat(work.found()).isEmpty();
        assertThatThrownBy(work::get).isInstanceOf(IllegalStateException.class).hasMessage("no");
    }

    @Test
    void isNotWaitedForLongerThanWanted() {
        work.settle(1);

        assertThat(work.isEnded()).isFalse();
    }
}
