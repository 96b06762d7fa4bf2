package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.relay.OpenCalls;
import org.llmrelay.settlement.Settlement;
import org.llmrelay.usage.RollUp;

/** What a node does before it stops, while the store can still be reached: it ends its calls, books them, says so and counts them. */
@Singleton
public class Farewell {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    void stop(
            @Observes @BeforeDestroyed(ApplicationScoped.class) Object event,
            OpenCalls openCalls,
            Settlement settlement,
            RollUp rollUp)
            throws InterruptedException {
        openCalls.dismissAll();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isDone(openCalls, settlement) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        try {
            // Nobody should take what has ended here for running.
            openCalls.note();
            rollUp.run();
        } catch (StoreUnavailableException e) {
            // Whoever finds this node lost counts what it left.
        }
    }

    private static boolean isDone(OpenCalls openCalls, Settlement settlement) {
        boolean allEnded = openCalls.size() == 0;
        return settlement.flush() && allEnded;
    }
}
