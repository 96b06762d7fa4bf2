package org.llmrelay.redis;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmrelay.failure.StoreUnavailableException;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.KeyHash;
import org.llmrelay.key.Keys;
import org.llmrelay.redis.KeyCache.Known;
import redis.clients.jedis.params.ZRangeParams;

/** Keys in Redis: a hash of records, and indexes by hash and by creation. A key that this node knows still answers while Redis is away. Thread-safe. */
final class RedisApiKeys implements Keys {
    private static final List<String> KEYS =
            List.of(RedisKeys.KEY_RECORDS, RedisKeys.KEYS_BY_HASH, RedisKeys.KEYS_BY_CREATION);

    private final Script saveKey = Script.named("save_key");
    private final Script deleteKey = Script.named("delete_key");
    private final Redis redis;
    private final KeyCache cache;

    RedisApiKeys(Redis redis, InstantSource clock) {
        this.redis = redis;
        this.cache = new KeyCache(clock);
    }

    @Override
    public Optional<ApiKey> byHash(KeyHash hash) {
        Optional<Known> known = cache.get(hash);
        if (known.filter(cache::isFresh).isPresent()) {
            return known.flatMap(Known::key);
        }
        try {
            return read(hash);
        } catch (StoreUnavailableException e) {
            return Optional.of(known.flatMap(Known::key).orElseThrow(() -> e));
        }
    }

    private Optional<ApiKey> read(KeyHash hash) {
        long mark = cache.mark();
        Optional<ApiKey> key = Optional.ofNullable(redis.ask(client -> client.hget(RedisKeys.KEYS_BY_HASH, hash.hex())))
                .flatMap(this::find)
                .filter(found -> found.hash().equals(hash));
        cache.put(hash, key, mark);
        return key;
    }

    @Override
    public Optional<ApiKey> find(String id) {
        return Optional.ofNullable(redis.ask(client -> client.hget(RedisKeys.KEY_RECORDS, id)))
                .map(RedisApiKeys::key);
    }

    @Override
    public List<ApiKey> page(int offset, int size) {
        if (size < 1) {
            return List.of();
        }
        ZRangeParams newestFirst =
                ZRangeParams.zrangeParams(offset, (long) offset + size - 1).rev();
        List<String> ids = redis.ask(client -> client.zrange(RedisKeys.KEYS_BY_CREATION, newestFirst));
        if (ids.isEmpty()) {
            return List.of();
        }
        List<String> records = redis.ask(client -> client.hmget(RedisKeys.KEY_RECORDS, ids.toArray(String[]::new)));
        return records.stream().filter(Objects::nonNull).map(RedisApiKeys::key).toList();
    }

    private static ApiKey key(String record) {
        return Json.read(record, StoredKey.class).toKey(null);
    }

    @Override
    public long count() {
        return redis.ask(client -> client.zcard(RedisKeys.KEYS_BY_CREATION));
    }

    @Override
    public void save(ApiKey key) {
        Object oldHash = redis.run(saveKey.with(
                KEYS,
                List.of(
                        key.id(),
                        key.hash().hex(),
                        Json.write(StoredKey.of(key)),
                        Long.toString(key.created().toEpochMilli()),
                        RedisKeys.CHANGES)));
        forgetHash(oldHash);
        forget(key.hash());
    }

    @Override
    public boolean delete(String id) {
        Object oldHash = redis.run(deleteKey.with(KEYS, List.of(id, RedisKeys.CHANGES)));
        forgetHash(oldHash);
        return oldHash != null;
    }

    private void forgetHash(@Nullable Object hash) {
        if (hash instanceof String hex) {
            forget(new KeyHash(hex));
        }
    }

    /** A key with this hash was changed, here or elsewhere. */
    void forget(KeyHash hash) {
        cache.forget(hash);
    }

    /** Changes may have been missed. */
    void forgetAll() {
        cache.forgetAll();
    }
}
