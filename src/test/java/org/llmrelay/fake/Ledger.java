package org.llmrelay.fake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What all connections share: the scripts, and the record of what happened. Thread-safe. */
final class Ledger {
    private final Script script = new Script(Behaviours::normal);
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Exchange> arrivals = new LinkedBlockingQueue<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    Script script() {
        return script;
    }

    Script scriptFor(String credential) {
        return scripts.computeIfAbsent(credential, key -> new Script(script::take));
    }

    Behaviour behaviourFor(String credential) {
        return scripts.getOrDefault(credential, script).take();
    }

    Exchange begin(ReceivedRequest request) {
        Exchange exchange = new Exchange(count.incrementAndGet(), request);
        exchanges.add(exchange);
        return exchange;
    }

    void arrived(Exchange exchange) {
        arrivals.add(exchange);
    }

    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    Exchange take(Duration patience) throws InterruptedException {
        Exchange exchange = arrivals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (exchange == null) {
            throw new AssertionError("no request within " + patience);
        }
        return exchange;
    }

    void trouble(String what) {
        troubles.add(what);
    }

    List<String> troubles() {
        return List.copyOf(troubles);
    }

    void remember(Connection connection) {
        connections.add(connection);
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    Set<Connection> connections() {
        return Set.copyOf(connections);
    }

    /** As new; connections and their exchanges in play go on. */
    void reset() {
        script.reset();
        scripts.values().forEach(Script::reset);
        exchanges.clear();
        arrivals.clear();
        troubles.clear();
    }
}
