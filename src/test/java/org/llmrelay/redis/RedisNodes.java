package org.llmrelay.redis;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.llmrelay.ManualClock;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;
import org.llmrelay.usage.Calendar;

/** Opens stores, as nodes of the relay do, on an emptied server or cluster; closes them after each test. */
final class RedisNodes implements BeforeEachCallback, AfterEachCallback {
    /** Long, for the machine may be busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration IMPATIENCE = Duration.ofMillis(500);
    private static final int CONNECTIONS = 8;
    private static final long SECOND = 1_000;

    private static final Vault VAULT = new Vault(Secret.of("a master of 32 characters or more"));

    private final List<RedisStore> stores = new CopyOnWriteArrayList<>();
    private final List<RedisServer> servers;
    private final String url;
    private final ManualClock clock = ManualClock.atNoon();
    private final RecordedEvents events = new RecordedEvents();

    private RedisNodes(List<RedisServer> servers, String url) {
        this.servers = servers;
        this.url = url;
    }

    static RedisNodes onTheSharedServer() {
        return on(RedisServer.shared());
    }

    static RedisNodes on(RedisServer server) {
        return new RedisNodes(List.of(server), server.url());
    }

    static RedisNodes on(RedisCluster cluster) {
        return new RedisNodes(cluster.servers(), cluster.url());
    }

    /** The server, or one of a cluster. */
    RedisServer server() {
        return servers.get(0);
    }

    /** The clock of all nodes. */
    ManualClock clock() {
        return clock;
    }

    /** Time goes by, in which only one of the nodes is heard of, every second, as having no calls. */
    void advanceWhile(RedisStore speaks, Duration time) {
        speaks.journal().note(List.of());
        for (long left = time.toMillis(); left > 0; left -= SECOND) {
            clock.advance(Duration.ofMillis(Math.min(left, SECOND)));
            speaks.journal().note(List.of());
        }
    }

    /** What happened on any node. */
    RecordedEvents events() {
        return events;
    }

    /** A node that does not hear what others change. */
    RedisStore deafNode() {
        return deafNode(url);
    }

    /** A node whose Redis is another one. */
    RedisStore deafNode(String url) {
        return kept(open(url, VAULT, PATIENCE));
    }

    /** A node that waits half a second for an answer and no longer. */
    RedisStore impatientNode() {
        return kept(open(url, VAULT, IMPATIENCE));
    }

    /** A node with a master of its own. */
    RedisStore deafNode(Vault vault) {
        return kept(open(url, vault, PATIENCE));
    }

    private RedisStore kept(RedisStore store) {
        stores.add(store);
        return store;
    }

    /** A node that hears what others change, from now on. */
    RedisStore node() {
        int before = events.heard();
        RedisStore store = deafNode();
        store.start();
        Await.until(() -> events.heard() > before);
        return store;
    }

    private RedisStore open(String url, Vault vault, Duration timeout) {
        RedisConfig config = new RedisConfig(RedisAddress.parse(url), timeout, CONNECTIONS);
        RedisStore.Usage usage = new RedisStore.Usage(new Calendar(clock, ZoneOffset.UTC), Duration.ofDays(90));
        return new RedisStore(config, vault, usage, events, RedisNodes::daemon);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "redis-changes");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        servers.forEach(RedisServer::empty);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stores.forEach(RedisStore::close);
        stores.clear();
    }
}
