package org.llmrelay.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;

/** A real Redis Cluster of three primaries. */
final class RedisCluster implements AutoCloseable {
    private static final int NODES = 3;
    private static final int SLOTS = 16_384;

    private final List<RedisServer> servers = new ArrayList<>();

    private RedisCluster() {
        for (int i = 0; i < NODES; i++) {
            servers.add(RedisServer.start("--cluster-enabled", "yes", "--cluster-node-timeout", "2000"));
        }
        for (int i = 0; i < NODES; i++) {
            join(servers.get(i), SLOTS * i / NODES, SLOTS * (i + 1) / NODES);
        }
        servers.forEach(server -> Await.until(() -> knowsAllNodes(server)));
    }

    static RedisCluster start() {
        return new RedisCluster();
    }

    private void join(RedisServer server, int firstSlot, int endSlot) {
        try (Jedis jedis = server.connect()) {
            jedis.clusterAddSlots(IntStream.range(firstSlot, endSlot).toArray());
            jedis.clusterMeet("127.0.0.1", servers.get(0).port());
        }
    }

    private static boolean knowsAllNodes(RedisServer server) {
        try (Jedis jedis = server.connect()) {
            String state = jedis.clusterInfo();
            return state.contains("cluster_state:ok") && state.contains("cluster_size:" + NODES);
        }
    }

    /** The place among the servers of the one that owns a slot. */
    int ownerOf(int slot) {
        return IntStream.range(0, NODES)
                .filter(i -> slot >= SLOTS * i / NODES && slot < SLOTS * (i + 1) / NODES)
                .findFirst()
                .orElseThrow();
    }

    /** Gives a slot without keys to another server. */
    void moveEmpty(int slot, int server) {
        String id;
        try (Jedis jedis = servers.get(server).connect()) {
            id = jedis.clusterMyId();
        }
        for (RedisServer each : servers) {
            try (Jedis jedis = each.connect()) {
                jedis.clusterSetSlotNode(slot, id);
            }
        }
    }

    List<RedisServer> servers() {
        return List.copyOf(servers);
    }

    String url() {
        return servers.stream()
                .map(server -> "127.0.0.1:" + server.port())
                .collect(Collectors.joining(",", "redis+cluster://", ""));
    }

    @Override
    public void close() {
        servers.forEach(RedisServer::close);
    }
}
