package org.llmrelay.redis;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.llmrelay.key.ForeignHashing;
import org.llmrelay.secret.Secret;
import org.llmrelay.secret.Vault;

/** What other relays hashed keys with, in Redis: a hash of records, with all of them in memory. One that cannot be read is left out. Thread-safe. */
final class RedisForeignHashing implements ForeignHashing {
    // It tells the nodes that keep accounts in memory, who read these records, too.
    private final Script save = Script.named("save_account");
    private final Snapshot<List<Kept>> snapshot = new Snapshot<>(List.of());
    private final Redis redis;
    private final Vault vault;
    private final RedisEvents events;

    RedisForeignHashing(Redis redis, Vault vault, RedisEvents events) {
        this.redis = redis;
        this.vault = vault;
        this.events = events;
    }

    /** One of them under its id. */
    record Kept(String id, Secret secret) {}

    @Override
    public List<Secret> secrets() {
        return snapshot.get().stream().map(Kept::secret).toList();
    }

    @Override
    public void add(Secret secret) {
        reload();
        if (!secrets().contains(secret)) {
            save(new Kept(UUID.randomUUID().toString(), secret));
        }
    }

    /** Creates or replaces. */
    void save(Kept kept) {
        redis.run(save.with(
                List.of(RedisKeys.FOREIGN_HASHING),
                List.of(kept.id(), Json.write(StoredHashing.of(kept, vault)), RedisKeys.CHANGES)));
        reload();
    }

    /** Reads all anew: one may have come. */
    void reload() {
        snapshot.reload(() -> {
            Map<String, String> records = redis.ask(client -> client.hgetAll(RedisKeys.FOREIGN_HASHING));
            return records.entrySet().stream()
                    .flatMap(record -> readable(record.getKey(), record.getValue()))
                    .toList();
        });
    }

    private Stream<Kept> readable(String id, String record) {
        try {
            return Stream.of(Json.read(record, StoredHashing.class).toKept(vault));
        } catch (RuntimeException e) {
            events.foreignHashingUnreadable(id, String.valueOf(e.getMessage()));
            return Stream.empty();
        }
    }
}
