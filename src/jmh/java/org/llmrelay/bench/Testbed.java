package org.llmrelay.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Everything a run starts, and takes down again in reverse: mock upstream, load generator, nginx, Redis and the relay. */
final class Testbed implements AutoCloseable {

    private static final String MESSAGES = "/v1/messages";

    private final Folder folder = Folder.temporary("relay-bench");
    private final Deque<AutoCloseable> started = new ConcurrentLinkedDeque<>();
    private final List<Contender> contenders = new ArrayList<>();
    private final BenchOptions options;
    private Optional<Relay> relay = Optional.empty();
    private long redisPid;

    Testbed(BenchOptions options) {
        this.options = options;
    }

    /** Starts all parts and returns what runs rounds with them. */
    Rounds start() {
        Child upstream = started(
                Child.java(BenchUpstream.class, folder.path(), List.of("port=" + options.number("upstream-port"))));
        URI upstreamUrl =
                URI.create("http://127.0.0.1:" + Words.parse(upstream.hear()).get("port"));
        LoadProcess load = started(LoadProcess.start(folder.path()));
        NginxProxy nginx = started(NginxProxy.start(folder.path(), upstreamUrl));
        contenders.add(new Contender(Contender.DIRECT, upstreamUrl.resolve(MESSAGES), "none", List.of()));
        contenders.add(new Contender(Contender.NGINX, nginx.url().resolve(MESSAGES), "none", nginx.workers()));
        if (options.isRelayWanted()) {
            addRelay(options.isRelayGiven() ? givenRelay() : ownRelay(upstreamUrl));
        }
        return new Rounds(load, redisPid > 0 ? List.of(redisPid) : List.of(), List.of(upstream.pid(), load.pid()));
    }

    private void addRelay(Relay found) {
        relay = Optional.of(found);
        if (!found.redis().toString().isEmpty()) {
            redisPid = RedisStats.read(found.redis()).pid();
        }
        contenders.add(relayAt(MESSAGES));
    }

    private Relay givenRelay() {
        return new Relay(
                options.uri("relay-url"),
                options.text("relay-key", ""),
                options.number("relay-pid"),
                options.uri("redis-url"));
    }

    private Relay ownRelay(URI upstream) {
        URI redis = started(RedisServer.start(folder.path())).url();
        String password = UUID.randomUUID().toString();
        RelayServer server = started(RelayServer.start(
                folder.path(),
                new RelayServer.Software(options.serverHome(), options.war()),
                redis,
                Map.of("ADMIN_PASSWORD", password)));
        RelayAdmin admin = RelayAdmin.signIn(server.url(), RelayServer.ADMIN, password);
        List.of("anthropic", "openai", "gemini").forEach(kind -> admin.registerAccount(kind, upstream));
        return new Relay(server.url(), admin.issueKey(options.areLimitsWanted()), server.pid(), redis);
    }

    private <T extends AutoCloseable> T started(T part) {
        started.push(part);
        return part;
    }

    List<Contender> contenders() {
        return List.copyOf(contenders);
    }

    Contender direct() {
        return contenders.get(0);
    }

    Optional<Relay> relay() {
        return relay;
    }

    /** The relay, entered through one of its paths. */
    Contender relayAt(String path) {
        Relay found = relay.orElseThrow();
        String name = path.equals(MESSAGES) ? Contender.RELAY : Contender.RELAY + " " + path;
        return new Contender(
                name, found.url().resolve(path), found.key(), found.pid() > 0 ? List.of(found.pid()) : List.of());
    }

    /** May be called twice: at the end, and again when the JVM is told to stop. */
    @Override
    public void close() {
        for (AutoCloseable part = started.poll(); part != null; part = started.poll()) {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("could not stop " + part + ": " + e.getMessage());
            }
        }
        folder.close();
    }
}
