package org.llmrelay.redis;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.llmrelay.redis.RedisAddress.Node;
import org.llmrelay.redis.RedisAddress.Topology;
import org.llmrelay.secret.Secret;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Opens clients for one Redis, for Sentinel and for Cluster. */
final class RedisClients {
    /** How long a listener waits on a silent connection, which may be dead without a sign, before it asks for a new one. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /** A command in a cluster: the first try, one more after a slot has moved, one more after a node was lost. */
    private static final int CLUSTER_ATTEMPTS = 3;

    private RedisClients() {}

    /** Connects when the first command comes; Sentinel and Cluster ask for their nodes at once. */
    static UnifiedJedis open(RedisConfig config) {
        return open(config, SILENCE);
    }

    static UnifiedJedis open(RedisConfig config, Duration silence) {
        try {
            return client(config, silence);
        } catch (JedisException e) {
            throw Faults.translated(e);
        }
    }

    private static UnifiedJedis client(RedisConfig config, Duration silence) {
        Set<HostAndPort> nodes =
                config.address().nodes().stream().map(RedisClients::hostAndPort).collect(Collectors.toSet());
        if (config.address().topology() instanceof Topology.Sentinel sentinel) {
            return RedisSentinelClient.builder()
                    .masterName(sentinel.master())
                    .sentinels(nodes)
                    .sentinelClientConfig(toSentinels(config))
                    .clientConfig(toServers(config, silence))
                    .poolConfig(pool(config))
                    .build();
        }
        if (config.address().topology() instanceof Topology.Cluster) {
            return RedisClusterClient.builder()
                    .nodes(nodes)
                    .clientConfig(toServers(config, silence))
                    .poolConfig(pool(config))
                    .maxAttempts(CLUSTER_ATTEMPTS)
                    .maxTotalRetriesDuration(config.timeout())
                    .build();
        }
        return RedisClient.builder()
                .hostAndPort(nodes.iterator().next())
                .clientConfig(toServers(config, silence))
                .poolConfig(pool(config))
                .build();
    }

    private static HostAndPort hostAndPort(Node node) {
        return new HostAndPort(node.host(), node.port());
    }

    private static JedisClientConfig toServers(RedisConfig config, Duration silence) {
        RedisAddress address = config.address();
        Secret password = address.password();
        return common(config)
                .user(address.user())
                .password(password == null ? null : password.reveal())
                .database(address.database())
                .clientName("llm-relay")
                .blockingSocketTimeoutMillis(Math.toIntExact(silence.toMillis()))
                .build();
    }

    private static JedisClientConfig toSentinels(RedisConfig config) {
        return common(config).build();
    }

    private static DefaultJedisClientConfig.Builder common(RedisConfig config) {
        DefaultJedisClientConfig.Builder builder = DefaultJedisClientConfig.builder()
                .resp2()
                .connectionTimeoutMillis(config.timeoutMillis())
                .socketTimeoutMillis(config.timeoutMillis());
        // The defaults check the certificate and the host's name.
        return config.address().tls() ? builder.sslOptions(SslOptions.defaults()) : builder;
    }

    private static ConnectionPoolConfig pool(RedisConfig config) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(config.connections());
        pool.setMaxIdle(config.connections());
        pool.setMaxWait(config.timeout());
        pool.setJmxEnabled(false);
        return pool;
    }
}
