package org.llmrelay.redis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.llmrelay.renewal.PendingSignIn;
import org.llmrelay.renewal.PendingSignIns;
import org.llmrelay.secret.Vault;

/** Sign-ins under way in Redis: a hash with a time to live each. Thread-safe. */
final class RedisPendingSignIns implements PendingSignIns {
    private final Script saveSignIn = Script.named("save_pending_sign_in");
    private final Script takeSignIn = Script.named("take_pending_sign_in");
    private final Redis redis;
    private final Vault vault;

    RedisPendingSignIns(Redis redis, Vault vault) {
        this.redis = redis;
        this.vault = vault;
    }

    @Override
    public void save(PendingSignIn pending, Duration lasting) {
        String record = Json.write(StoredSignIn.of(pending, vault));
        redis.run(saveSignIn.with(
                List.of(RedisKeys.pendingSignIn(pending.id())),
                List.of(pending.operator(), record, Long.toString(lasting.toMillis()))));
    }

    @Override
    public Optional<PendingSignIn> find(String id, String operator) {
        String record = redis.ask(client -> client.hget(RedisKeys.pendingSignIn(id), "record"));
        return Optional.ofNullable(record).map(this::read).filter(pending -> pending.operator()
                .equals(operator));
    }

    @Override
    public Optional<PendingSignIn> take(String id, String operator) {
        Object record = redis.run(takeSignIn.with(List.of(RedisKeys.pendingSignIn(id)), List.of(operator)));
        return Optional.ofNullable((String) record).map(this::read);
    }

    private PendingSignIn read(String record) {
        return Json.read(record, StoredSignIn.class).toPending(vault);
    }
}
