package org.llmrelay.upstream.hc5;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.jspecify.annotations.Nullable;
import org.llmrelay.route.Proxy;
import org.llmrelay.route.Route;

/**
 * The pools in use: one for each owner. An owner who goes by another way gets a new one; the old one ends with the last of its calls, and so does one
 * that nobody uses any more. Thread-safe.
 */
final class RoutePools implements AutoCloseable {
    private final Map<String, RoutePool> pools = new ConcurrentHashMap<>();
    private final Queue<RoutePool> retired = new ConcurrentLinkedQueue<>();
    private final Hc5Config config;
    private final IoThreads threads;
    private final Function<@Nullable Proxy, AsyncClientConnectionOperator> diallers;

    /** {@code diallers} makes what opens connections through a proxy, or without one. */
    RoutePools(Hc5Config config, IoThreads threads, Function<@Nullable Proxy, AsyncClientConnectionOperator> diallers) {
        this.config = config;
        this.threads = threads;
        this.diallers = diallers;
    }

    RoutePool of(Route route) {
        RoutePool known = pools.get(route.owner());
        if (known != null && known.goesThrough(route.proxy())) {
            return known;
        }
        return pools.compute(
                route.owner(),
                (owner, now) -> now != null && now.goesThrough(route.proxy()) ? now : replaced(now, route));
    }

    private RoutePool replaced(@Nullable RoutePool old, Route route) {
        if (old != null) {
            retire(old);
        }
        return separate(route);
    }

    /** A pool for one use, which the caller closes. */
    RoutePool separate(Route route) {
        return new RoutePool(config, diallers.apply(route.proxy()), route.proxy(), threads);
    }

    private void retire(RoutePool pool) {
        pool.retire();
        retired.add(pool);
    }

    /** Closes connections that have been idle for too long, and pools that are over. */
    void sweep() {
        pools.forEach((owner, pool) -> {
            if (pool.sweep() && pools.remove(owner, pool)) {
                retire(pool);
            }
        });
        retired.removeIf(RoutePool::closeWhenOver);
    }

    int count() {
        return pools.size() + retired.size();
    }

    @Override
    public void close() {
        pools.values().forEach(RoutePool::close);
        retired.forEach(RoutePool::close);
    }
}
