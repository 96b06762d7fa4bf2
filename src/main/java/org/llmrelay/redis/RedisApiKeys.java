package org.llmrelay.redis;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
            List.of(RedisKeys.KEY_RECORDS, RedisKeys.KEYS_BY_HASH, RedisKeys.KEYS_BY_CREATION, RedisKeys.KEY_LABELS);
    private static final List<String> TO_DELETE =
            Stream.concat(KEYS.stream(), Stream.of(RedisKeys.KEY_FIRST_USES)).toList();
    private static final List<String> TO_FIND =
            List.of(RedisKeys.KEYS_BY_HASH, RedisKeys.KEY_RECORDS, RedisKeys.KEY_FIRST_USES);
    private static final List<String> TO_REHASH = List.of(RedisKeys.KEY_RECORDS, RedisKeys.KEYS_BY_HASH);
    private static final List<String> TO_ACTIVATE = List.of(RedisKeys.KEY_RECORDS, RedisKeys.KEY_FIRST_USES);

    /** So that live calls never wait long behind it. */
    private static final int SAVED_AT_ONCE = 50;

    private final Script saveKey = Script.named("save_key");
    private final Script findKey = Script.named("find_key");
    private final Script activateKey = Script.named("activate_key");
    private final Script rehashKey = Script.named("rehash_key");
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
        Optional<ApiKey> key = found(redis.run(findKey.with(TO_FIND, List.of(hash.hex()))))
                .filter(it -> it.hash().equals(hash));
        cache.put(hash, key, mark);
        return key;
    }

    private static Optional<ApiKey> found(@Nullable Object recordAndFirstUse) {
        return recordAndFirstUse instanceof List<?> parts
                ? Optional.of(key((String) parts.get(0), (String) parts.get(1)))
                : Optional.empty();
    }

    @Override
    public Optional<ApiKey> find(String id) {
        return records(List.of(id)).stream().findFirst();
    }

    @Override
    public List<ApiKey> findAll(List<String> ids) {
        return ids.isEmpty() ? List.of() : records(ids);
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
        return records(ids);
    }

    /** The keys that are there, in the order of their ids. */
    private List<ApiKey> records(List<String> ids) {
        String[] fields = ids.toArray(String[]::new);
        List<@Nullable Object> answers = redis.runAll(List.of(
                Command.plain(Redis.COMMANDS.hmget(RedisKeys.KEY_RECORDS, fields)),
                Command.plain(Redis.COMMANDS.hmget(RedisKeys.KEY_FIRST_USES, fields))));
        List<?> records = (List<?>) Objects.requireNonNull(answers.get(0));
        List<?> firstUses = (List<?>) Objects.requireNonNull(answers.get(1));
        return IntStream.range(0, fields.length)
                .filter(i -> records.get(i) != null)
                .mapToObj(i -> key((String) records.get(i), (String) firstUses.get(i)))
                .toList();
    }

    private static ApiKey key(String record, @Nullable String firstUse) {
        return Json.read(record, StoredKey.class)
                .toKey(firstUse == null ? null : Instant.ofEpochMilli(Long.parseLong(firstUse)));
    }

    @Override
    public Optional<Instant> activate(ApiKey key, Instant now) {
        Object firstUse = redis.run(
                activateKey.with(TO_ACTIVATE, List.of(key.id(), Long.toString(now.toEpochMilli()), RedisKeys.CHANGES)));
        forget(key.hash());
        return firstUse instanceof String ms ? Optional.of(Instant.ofEpochMilli(Long.parseLong(ms))) : Optional.empty();
    }

    @Override
    public Found search(Wanted wanted, int offset, int size) {
        Map<String, String> labels = redis.ask(client -> client.hgetAll(RedisKeys.KEY_LABELS));
        List<String> fitting = redis
                .ask(client -> client.zrange(
                        RedisKeys.KEYS_BY_CREATION,
                        ZRangeParams.zrangeParams(0, -1).rev()))
                .stream()
                .filter(id ->
                        label(id, labels).filter(label -> label.fits(wanted)).isPresent())
                .toList();
        List<String> part = fitting.stream().skip(offset).limit(size).toList();
        return new Found(part.isEmpty() ? List.of() : records(part), fitting.size());
    }

    @Override
    public List<ApiKey> boundTo(String place) {
        Map<String, String> labels = redis.ask(client -> client.hgetAll(RedisKeys.KEY_LABELS));
        List<String> ids = redis
                .ask(client -> client.zrange(
                        RedisKeys.KEYS_BY_CREATION,
                        ZRangeParams.zrangeParams(0, -1).rev()))
                .stream()
                .filter(id -> isMaybeBound(labels.get(id), place))
                .toList();
        return findAll(ids).stream()
                .filter(key -> key.handling().accounts().containsValue(place))
                .toList();
    }

    private static boolean isMaybeBound(@Nullable String label, String place) {
        return label == null || Json.read(label, StoredLabel.class).mayBeBoundTo(place);
    }

    /** Records of the first release have no label until they are saved again. */
    private Optional<StoredLabel> label(String id, Map<String, String> labels) {
        String label = labels.get(id);
        return label == null ? find(id).map(StoredLabel::of) : Optional.of(Json.read(label, StoredLabel.class));
    }

    @Override
    public long count() {
        return redis.ask(client -> client.zcard(RedisKeys.KEYS_BY_CREATION));
    }

    @Override
    public void save(ApiKey key) {
        forgetHash(redis.run(saving(key)));
        forget(key.hash());
    }

    @Override
    public void saveAll(List<ApiKey> keys) {
        for (int from = 0; from < keys.size(); from += SAVED_AT_ONCE) {
            List<ApiKey> batch = keys.subList(from, Math.min(keys.size(), from + SAVED_AT_ONCE));
            redis.runAll(batch.stream().<Command<?>>map(this::saving).toList()).forEach(this::forgetHash);
            batch.forEach(key -> forget(key.hash()));
        }
    }

    private Command<Object> saving(ApiKey key) {
        return saveKey.with(
                KEYS,
                List.of(
                        key.id(),
                        key.hash().hex(),
                        Json.write(StoredKey.of(key)),
                        Long.toString(key.created().toEpochMilli()),
                        RedisKeys.CHANGES,
                        Json.write(StoredLabel.of(key))));
    }

    @Override
    public void rehash(ApiKey key, KeyHash hash) {
        redis.run(rehashKey.with(TO_REHASH, List.of(key.id(), key.hash().hex(), hash.hex(), RedisKeys.CHANGES)));
        forget(key.hash());
        forget(hash);
    }

    @Override
    public boolean delete(String id) {
        Object oldHash = redis.run(deleteKey.with(TO_DELETE, List.of(id, RedisKeys.CHANGES)));
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
