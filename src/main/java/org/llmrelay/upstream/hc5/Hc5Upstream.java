package org.llmrelay.upstream.hc5;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.jspecify.annotations.Nullable;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Route;
import org.llmrelay.route.Targets;
import org.llmrelay.upstream.Answer;
import org.llmrelay.upstream.RouteTrial;
import org.llmrelay.upstream.Upstream;
import org.llmrelay.upstream.UpstreamRequest;

/**
 * Opens exchanges with HttpClient 5's connection pools. Thread-safe.
 *
 * <p>It speaks HTTP/1.1 only. Bytes pass as they came and each exchange is slowed and closed by itself; over HTTP/2 the
 * streams of many callers would share one connection, its window and its fate.
 */
public final class Hc5Upstream implements Upstream, RouteTrial, AutoCloseable {
    private final IoThreads threads;
    private final RoutePools pools;

    /** @param targets what may be dialled; proxies may be anywhere */
    public Hc5Upstream(Hc5Config config, Targets targets) {
        this(config, targets, Tls.ofTheJvm());
    }

    Hc5Upstream(Hc5Config config, Targets targets, Tls tls) {
        CheckedNames names = new CheckedNames(targets);
        threads = new IoThreads(config.ioThreads());
        pools = new RoutePools(config, threads, proxy -> dialler(proxy, tls.ofOneRoute(), targets, names));
        threads.deadlines().every(config.keepIdle().dividedBy(6), pools::sweep);
    }

    private static AsyncClientConnectionOperator dialler(
            @Nullable Proxy proxy, TlsStrategy tls, Targets targets, CheckedNames names) {
        return proxy == null ? new DirectDialler(tls, names) : new TunnelDialler(proxy, tls, targets);
    }

    @Override
    public CompletableFuture<Answer> open(UpstreamRequest request) {
        HttpHost target;
        try {
            target = Heads.hostOf(request.uri());
        } catch (IllegalArgumentException e) {
            return completedFuture(new Answer.Unanswered(Faults.UNREACHABLE));
        }
        return new Attempt(request, threads.deadlines()).over(pools.of(request.route()), target);
    }

    @Override
    public CompletableFuture<Outcome> tryOut(Route route, URI target, Duration limit) {
        return new TrialRun(pools.separate(route)).to(Heads.hostOf(target), limit, threads.deadlines());
    }

    /** How many pools there are. */
    int pools() {
        return pools.count();
    }

    /** Closes all connections; what is under way breaks off. */
    @Override
    public void close() {
        pools.close();
        threads.close();
    }
}
