package org.llmrelay.upstream.hc5;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.http.HttpHost;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.Upstream;
import org.llmrelay.upstream.UpstreamRequest;

/**
 * Opens exchanges with HttpClient 5's connection pools. Thread-safe.
 *
 * <p>It speaks HTTP/1.1 only. Bytes pass as they came and each exchange is slowed and closed by itself; over HTTP/2 the
 * streams of many callers would share one connection, its window and its fate.
 */
public final class Hc5Upstream implements Upstream, AutoCloseable {
    private final IoThreads threads;
    private final Routes routes;

    public Hc5Upstream(Hc5Config config) {
        this(config, Tls.ofTheJvm());
    }

    Hc5Upstream(Hc5Config config, Tls tls) {
        threads = new IoThreads(config.ioThreads());
        routes = new Routes(config, tls, threads);
        threads.deadlines().every(config.keepIdle().dividedBy(6), routes::sweep);
    }

    @Override
    public CompletableFuture<Answer> open(UpstreamRequest request) {
        HttpHost target;
        try {
            target = Heads.hostOf(request.uri());
        } catch (IllegalArgumentException e) {
            return completedFuture(new Answer.Unanswered(Faults.UNREACHABLE));
        }
        return new Attempt(request, threads.deadlines())
                .over(routes.named(request.route().owner()), target);
    }

    /** Closes all connections; what is under way breaks off. */
    @Override
    public void close() {
        routes.close();
        threads.close();
    }
}
