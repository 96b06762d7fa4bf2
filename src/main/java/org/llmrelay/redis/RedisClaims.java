package org.llmrelay.redis;

import java.time.Duration;
import java.util.List;
import org.llmrelay.claim.Claims;
import redis.clients.jedis.params.SetParams;

/** Claims in Redis: a value with a time to live that says which node has the work. Thread-safe. */
final class RedisClaims implements Claims {
    private final Script releaseClaim = Script.named("release_claim");
    private final Redis redis;
    private final String node;

    RedisClaims(Redis redis, String node) {
        this.redis = redis;
        this.node = node;
    }

    @Override
    public boolean take(String work, Duration lasting) {
        SetParams once = new SetParams().nx().px(lasting.toMillis());
        return redis.ask(client -> client.set(RedisKeys.claim(work), node, once)) != null;
    }

    @Override
    public void release(String work) {
        redis.run(releaseClaim.with(List.of(RedisKeys.claim(work)), List.of(node)));
    }
}
