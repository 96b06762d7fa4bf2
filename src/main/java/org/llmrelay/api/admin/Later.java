package org.llmrelay.api.admin;

import jakarta.ws.rs.container.AsyncResponse;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.llmrelay.admin.Problem;
import org.llmrelay.admin.ProblemException;

/** Does what takes its time, such as asking a server of somebody else's, without the thread of the request: a few such errands at once. Thread-safe. */
final class Later {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Executor executor;
    private final Semaphore errands;

    /**
     * @param executor may be blocked
     * @param most how many errands may be under way at once
     */
    Later(Executor executor, int most) {
        this.executor = executor;
        this.errands = new Semaphore(most);
    }

    /** Answers with what {@code work} gives or throws. */
    void answer(AsyncResponse response, Supplier<?> work) {
        if (!errands.tryAcquire()) {
            response.resume(busy());
            return;
        }
        try {
            executor.execute(() -> run(response, work));
        } catch (RejectedExecutionException e) {
            errands.release();
            response.resume(busy());
        }
    }

    private void run(AsyncResponse response, Supplier<?> work) {
        Object answer;
        try {
            answer = work.get();
        } catch (RuntimeException e) {
            // Whatever it is, the mapper of problems knows what to say.
            answer = e;
        } finally {
            errands.release();
        }
        if (answer instanceof Throwable problem) {
            response.resume(problem);
        } else {
            response.resume(answer);
        }
    }

    private static ProblemException busy() {
        return new ProblemException(Problem.tooManyErrands(), PAUSE);
    }
}
