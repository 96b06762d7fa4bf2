package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.llmrelay.failure.StoreUnavailableException;
import redis.clients.jedis.params.SetParams;

/** Who may probe an account: one caller on all nodes, or on this one while Redis is away. Thread-safe. */
final class Probes {
    private final Map<String, Instant> lentHere = new ConcurrentHashMap<>();
    private final Redis redis;
    private final InstantSource clock;

    Probes(Redis redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    boolean claim(String account, String family, Duration lasting) {
        String probe = RedisKeys.probe(account, family);
        Instant now = clock.instant();
        lentHere.values().removeIf(end -> !end.isAfter(now));
        if (lentHere.putIfAbsent(probe, now.plus(lasting)) != null) {
            return false;
        }
        if (isFree(probe, lasting)) {
            return true;
        }
        lentHere.remove(probe);
        return false;
    }

    private boolean isFree(String probe, Duration lasting) {
        try {
            SetParams unlessClaimed = new SetParams().nx().px(lasting.toMillis());
            return redis.ask(client -> client.set(probe, "claimed", unlessClaimed)) != null;
        } catch (StoreUnavailableException e) {
            return true;
        }
    }
}
