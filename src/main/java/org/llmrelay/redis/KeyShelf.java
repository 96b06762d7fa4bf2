package org.llmrelay.redis;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.llmrelay.backup.Shelf;
import org.llmrelay.key.ApiKey;
import org.llmrelay.secret.Vault;

/** Keys for backups: many, so they are read in parts. They hold no secret, only hashes. Thread-safe. */
final class KeyShelf implements Shelf {
    private static final int READ_AT_ONCE = 200;

    private final Redis redis;
    private final RedisApiKeys keys;

    KeyShelf(Redis redis, RedisApiKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /** A key's record, and when it was first used. */
    record Kept(StoredKey key, @Nullable String firstUse) {
        static Kept of(ApiKey key) {
            Instant activated = key.activated();
            return new Kept(StoredKey.of(key), activated == null ? null : activated.toString());
        }

        ApiKey toKey() {
            return key.toKey(firstUse == null ? null : Instant.parse(firstUse));
        }
    }

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public List<String> unreadable() {
        return ids().stream().filter(id -> !isReadable(id)).toList();
    }

    @Override
    public void give(Vault vault, Taker taker) throws IOException {
        List<String> ids = ids();
        for (int from = 0; from < ids.size(); from += READ_AT_ONCE) {
            for (ApiKey key : readable(ids.subList(from, Math.min(ids.size(), from + READ_AT_ONCE)))) {
                taker.take(new Item(key.id(), Json.write(Kept.of(key))));
            }
        }
    }

    private List<String> ids() {
        return redis.ask(client -> client.zrange(RedisKeys.KEYS_BY_CREATION, 0, -1));
    }

    private List<ApiKey> readable(List<String> ids) {
        try {
            return keys.findAll(ids);
        } catch (IllegalArgumentException e) {
            return ids.stream().flatMap(this::readable).toList();
        }
    }

    private Stream<ApiKey> readable(String id) {
        try {
            return keys.find(id).stream();
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    private boolean isReadable(String id) {
        try {
            keys.find(id);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public Standing compare(Item item, Vault vault) {
        ApiKey wanted = read(item);
        Optional<String> holder = holderOf(wanted);
        if (holder.filter(id -> !id.equals(wanted.id())).isPresent()) {
            throw new IllegalArgumentException("the text of this key belongs to the key " + holder.get());
        }
        Optional<ApiKey> there = readable(item.id()).findFirst();
        if (there.isEmpty()) {
            return isReadable(item.id()) ? Standing.NEW : Standing.OTHER;
        }
        return there.get().equals(wanted) ? Standing.SAME : Standing.OTHER;
    }

    private Optional<String> holderOf(ApiKey key) {
        return Optional.ofNullable(redis.ask(
                client -> client.hget(RedisKeys.KEYS_BY_HASH, key.hash().hex())));
    }

    @Override
    public void put(Item item, Vault vault) {
        ApiKey key = read(item);
        keys.save(key);
        Instant firstUse = key.activated();
        if (firstUse != null) {
            keys.activate(key, firstUse);
        }
    }

    private static ApiKey read(Item item) {
        ApiKey key = Json.read(item.text(), Kept.class).toKey();
        if (!key.id().equals(item.id())) {
            throw new IllegalArgumentException("the record belongs to the key " + key.id());
        }
        return key;
    }
}
