package org.llmrelay.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.AsyncResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.llmrelay.admin.ProblemException;

class LaterTest {
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<Object> answers = new ArrayList<>();
    private final AsyncResponse response = (AsyncResponse) Proxy.newProxyInstance(
            LaterTest.class.getClassLoader(),
            new Class<?>[] {AsyncResponse.class},
            (proxy, method, arguments) -> answers.add(arguments[0]));
    private final Later later = new Later(waiting::add, 2);

    private int lastStatus() {
        return ((ProblemException) answers.get(answers.size() - 1)).problem().status();
    }

    @Test
    void answersWhenTheWorkIsDone() {
        later.answer(response, () -> "done");
        assertThat(answers).isEmpty();

        waiting.remove(0).run();

        assertThat(answers).containsExactly("done");
    }

    @Test
    void answersWithWhatTheWorkThrew() {
        IllegalStateException fault = new IllegalStateException("broken");
        later.answer(response, () -> {
            throw fault;
        });

        waiting.remove(0).run();

        assertThat(answers).containsExactly(fault);
    }

    @Test
    void doesAFewAtOnceAndNoMore() {
        later.answer(response, () -> 1);
        later.answer(response, () -> 2);
        later.answer(response, () -> 3);
        assertThat(lastStatus()).isEqualTo(429);
        assertThat(((ProblemException) answers.get(0)).pause()).isPositive();

        waiting.remove(0).run();
        later.answer(response, () -> 4);

        assertThat(waiting).hasSize(2);
    }

    @Test
    void keepsNoPlaceForWorkThatNobodyTakes() {
        Later refused = new Later(
                task -> {
                    throw new RejectedExecutionException();
                },
                1);

        refused.answer(response, () -> 1);
        refused.answer(response, () -> 2);

        assertThat(answers).hasSize(2).allMatch(ProblemException.class::isInstance);
    }
}
