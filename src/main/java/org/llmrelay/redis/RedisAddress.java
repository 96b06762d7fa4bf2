package org.llmrelay.redis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.llmrelay.secret.Secret;

/**
 * Where Redis is and who asks.
 *
 * @param nodes the server; or some sentinels, or some nodes of a cluster
 * @param user the user of Redis' access control lists, or null for the default user
 * @param password the servers' password, or null; sentinels are asked without one
 * @param database the number of the database, 0 where nothing else is said
 */
public record RedisAddress(
        Topology topology,
        boolean tls,
        List<Node> nodes,
        @Nullable String user,
        @Nullable Secret password,
        int database) {
    private static final int DEFAULT_PORT = 6379;
    private static final int SENTINEL_PORT = 26379;
    private static final String FORM =
            "redis[s][+sentinel|+cluster]://[[user]:password@]host[:port][,host[:port]...][/database][?master=name]";
    private static final Pattern URL = Pattern.compile("(?<scheme>rediss?)(?:\\+(?<topology>sentinel|cluster))?://"
            + "(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<nodes>[^@/?#]+)"
            + "(?:/(?<database>\\d{0,5}))?(?:\\?master=(?<master>[^&#]+))?");
    private static final Pattern NODE =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.%]+]|[^:\\[\\]]+)(?::(?<port>\\d{1,5}))?");

    public RedisAddress {
        nodes = List.copyOf(nodes);
        if (database != 0 && topology instanceof Topology.Cluster) {
            throw new IllegalArgumentException(
                    "Redis database: " + database + " (expected: 0, a cluster has no other)");
        }
    }

    /** How many servers there are, and who leads. */
    public sealed interface Topology {
        /** One server. */
        record One() implements Topology {}

        /** A primary and its replicas, watched by sentinels that know it by {@code master}. */
        record Sentinel(String master) implements Topology {}

        /** A cluster. */
        record Cluster() implements Topology {}
    }

    /** One server's host and port. */
    public record Node(String host, int port) {}

    /**
     * Reads {@code redis://[[user]:password@]host[:port][/database]}, or {@code rediss://…} for TLS. {@code redis+cluster://…} and
     * {@code redis+sentinel://…?master=name} take several nodes, apart by commas. User and password may be percent-encoded.
     *
     * @throws IllegalArgumentException when it has another form; the message does not repeat it, for it may hold a password
     */
    public static RedisAddress parse(String url) {
        Matcher parts = URL.matcher(url.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("Redis URL: unknown form (expected: " + FORM + ")");
        }
        Topology topology = topology(parts.group("topology"), parts.group("master"));
        int port = topology instanceof Topology.Sentinel ? SENTINEL_PORT : DEFAULT_PORT;
        List<Node> nodes = Arrays.stream(parts.group("nodes").split(",", -1))
                .map(node -> node(node, port))
                .toList();
        if (topology instanceof Topology.One && nodes.size() > 1) {
            throw new IllegalArgumentException(
                    "Redis URL: " + nodes.size() + " nodes (expected: 1, or +sentinel or +cluster)");
        }
        return new RedisAddress(
                topology,
                parts.group("scheme").equals("rediss"),
                nodes,
                decoded(parts.group("user")).orElse(null),
                decoded(parts.group("password")).map(Secret::of).orElse(null),
                decoded(parts.group("database")).map(Integer::valueOf).orElse(0));
    }

    private static Topology topology(@Nullable String name, @Nullable String master) {
        if ("sentinel".equals(name) != (master != null)) {
            throw new IllegalArgumentException(
                    "Redis URL: ?master= goes with +sentinel, and +sentinel needs it (expected: " + FORM + ")");
        }
        if (master != null) {
            return new Topology.Sentinel(master);
        }
        return name == null ? new Topology.One() : new Topology.Cluster();
    }

    private static Node node(String text, int defaultPort) {
        Matcher parts = NODE.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("Redis node: " + text + " (expected: host or host:port)");
        }
        String host = parts.group("host").replace("[", "").replace("]", "");
        String port = parts.group("port");
        return new Node(host, port == null ? defaultPort : Integer.parseInt(port));
    }

    private static Optional<String> decoded(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        // URLDecoder reads forms, in which a plus is a space; in a URL's authority it is a plus.
        return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
}
