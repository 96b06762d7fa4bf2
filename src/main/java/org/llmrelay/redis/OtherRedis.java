package org.llmrelay.redis;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.llmrelay.moving.OtherStore;
import org.llmrelay.redis.RedisAddress.Topology;
import org.llmrelay.secret.Secret;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Another relay's Redis, one server, which is only read. Its keys are searched for, as nothing else tells what it holds. Confined to one thread. */
public final class OtherRedis implements OtherStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 2;
    private static final int SCANNED_AT_ONCE = 1_000;
    private static final String OTHER_TYPE = "WRONGTYPE";

    private final Redis redis;

    private OtherRedis(Redis redis) {
        this.redis = redis;
    }

    /** Connects when it is first asked. @throws IllegalArgumentException when it is no URL of one server; the message does not repeat it */
    public static OtherRedis open(Secret url) {
        RedisAddress address = RedisAddress.parse(url.reveal());
        if (!(address.topology() instanceof Topology.One)) {
            throw new IllegalArgumentException(
                    "Redis URL: several nodes (expected: the one server of the other relay)");
        }
        return new OtherRedis(new Redis(RedisClients.open(new RedisConfig(address, TIMEOUT, CONNECTIONS))));
    }

    @Override
    public Set<String> keys(String prefix) {
        ScanParams wanted = new ScanParams().match(prefix + "*").count(SCANNED_AT_ONCE);
        Set<String> keys = new HashSet<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            String from = cursor;
            ScanResult<String> found = redis.ask(client -> client.scan(from, wanted));
            keys.addAll(found.getResult());
            cursor = found.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return keys;
    }

    @Override
    public Map<String, String> hash(String key) {
        return of(client -> client.hgetAll(key)).orElse(Map.of());
    }

    @Override
    public Optional<String> text(String key) {
        return of(client -> Optional.ofNullable(client.get(key))).flatMap(Function.identity());
    }

    @Override
    public Set<String> members(String key) {
        return of(client -> client.smembers(key)).orElse(Set.of());
    }

    @Override
    public boolean exists(String key) {
        return redis.ask(client -> client.exists(key));
    }

    /** Nothing where a key is of another type. */
    private <T> Optional<T> of(Function<UnifiedJedis, T> question) {
        try {
            return Optional.of(redis.ask(question));
        } catch (JedisDataException e) {
            if (Objects.requireNonNullElse(e.getMessage(), "").startsWith(OTHER_TYPE)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
