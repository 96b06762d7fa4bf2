package org.llmrelay.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.llmrelay.relay.OpenCalls;
import org.llmrelay.settlement.Settlement;

/** What a node does before it stops, while the store can still be reached: it ends its calls and books them. */
@Singleton
public class Farewell {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    void stop(
            @Observes @BeforeDestroyed(ApplicationScoped.class) Object event,
            OpenCalls openCalls,
            Settlement settlement)
            throws InterruptedException {
        openCalls.dismissAll();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!settlement.flush() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
    }
}
