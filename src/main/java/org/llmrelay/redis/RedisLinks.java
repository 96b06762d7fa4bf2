package org.llmrelay.redis;

import java.util.Optional;
import org.llmrelay.key.KeyHash;
import org.llmrelay.key.Links;

/** Hashes of secret links in Redis: one hash. Thread-safe. */
final class RedisLinks implements Links {
    private final Redis redis;

    RedisLinks(Redis redis) {
        this.redis = redis;
    }

    @Override
    public void save(String key, KeyHash hash) {
        redis.ask(client -> client.hset(RedisKeys.KEY_LINKS, key, hash.hex()));
    }

    @Override
    public Optional<KeyHash> find(String key) {
        return Optional.ofNullable(redis.ask(client -> client.hget(RedisKeys.KEY_LINKS, key)))
                .map(KeyHash::new);
    }

    @Override
    public boolean delete(String key) {
        return redis.ask(client -> client.hdel(RedisKeys.KEY_LINKS, key)) == 1;
    }
}
