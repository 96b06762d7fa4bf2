package org.llmrelay.upstream.hc5;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.UpstreamFault;
import org.llmrelay.upstream.RouteTrial.Outcome;

/** One trial of a route, over a pool that ends with it. Thread-safe. */
final class TrialRun {
    private final RoutePool pool;
    private final long begun = System.nanoTime();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    TrialRun(RoutePool pool) {
        this.pool = pool;
    }

    CompletableFuture<Outcome> to(HttpHost target, Duration limit, Deadlines deadlines) {
        Deadlines.Deadline deadline = deadlines.in(limit, () -> end(pool.faultWhenLate(), "nothing came in time"));
        pool.connection(target, limit).whenComplete((connection, failure) -> {
            deadline.met();
            connected(connection, failure);
        });
        return outcome;
    }

    private void connected(@Nullable Connection connection, @Nullable Throwable failure) {
        if (connection != null) {
            connection.close();
            end(null, "");
            return;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        end(
                Faults.connecting(failure),
                cause instanceof ProxyException refused ? String.valueOf(refused.getMessage()) : "");
    }

    private void end(@Nullable UpstreamFault fault, String detail) {
        if (outcome.complete(new Outcome(Duration.ofNanos(System.nanoTime() - begun), fault, detail))) {
            pool.close();
        }
    }
}
