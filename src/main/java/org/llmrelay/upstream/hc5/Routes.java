package org.llmrelay.upstream.hc5;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The routes in use, by name. Thread-safe. */
final class Routes implements AutoCloseable {
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final Hc5Config config;
    private final Tls tls;
    private final IoThreads threads;

    Routes(Hc5Config config, Tls tls, IoThreads threads) {
        this.config = config;
        this.tls = tls;
        this.threads = threads;
    }

    Route named(String name) {
        Route known = routes.get(name);
        return known != null ? known : routes.computeIfAbsent(name, unused -> new Route(config, tls, threads));
    }

    /** Closes connections that have been idle for too long. */
    void sweep() {
        routes.values().forEach(Route::sweep);
    }

    @Override
    public void close() {
        routes.values().forEach(Route::close);
    }
}
