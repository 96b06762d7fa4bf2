package org.llmrelay.redis;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.llmrelay.account.Quota;
import org.llmrelay.account.Quotas;
import org.llmrelay.failure.StoreUnavailableException;

/** Quotas in Redis, with all of them in memory: written where a percentage or a window has changed, which a call seldom does. Thread-safe. */
final class RedisQuotas implements Quotas {
    private final Script saveQuota = Script.named("save_quota");
    private final Snapshot<Map<String, Quota>> snapshot = new Snapshot<>(Map.of());
    private final Redis redis;
    private final RedisEvents events;

    RedisQuotas(Redis redis, RedisEvents events) {
        this.redis = redis;
        this.events = events;
    }

    /** A quota's record. */
    record Stored(List<StoredWindow> windows) {}

    /** A window's record; {@code resets} in milliseconds. */
    record StoredWindow(String name, @Nullable String family, int percent, long resets) {}

    @Override
    public Quota of(String account) {
        return snapshot.get().getOrDefault(account, Quota.UNKNOWN);
    }

    @Override
    public void note(String account, Quota said) {
        if (!isNew(account, said)) {
            return;
        }
        try {
            redis.run(saveQuota.with(
                    List.of(RedisKeys.QUOTAS), List.of(account, Json.write(stored(of(account))), RedisKeys.CHANGES)));
        } catch (StoreUnavailableException e) {
            events.standingNotStored(account);
        }
    }

    /** Of any number of calls that are told the same, one finds that it is new. */
    private boolean isNew(String account, Quota said) {
        AtomicBoolean isNew = new AtomicBoolean();
        snapshot.update(old -> {
            Quota before = old.getOrDefault(account, Quota.UNKNOWN);
            Quota after = before.after(said);
            isNew.set(!after.equals(before));
            if (!isNew.get()) {
                return old;
            }
            Map<String, Quota> quotas = new HashMap<>(old);
            quotas.put(account, after);
            return Map.copyOf(quotas);
        });
        return isNew.get();
    }

    private static Stored stored(Quota quota) {
        return new Stored(quota.windows().stream()
                .map(window -> new StoredWindow(
                        window.name(),
                        window.family(),
                        window.percent(),
                        window.resets().toEpochMilli()))
                .toList());
    }

    /** Reads all quotas anew: one was changed, here or elsewhere. */
    void reload() {
        snapshot.reload(this::read);
    }

    private Map<String, Quota> read() {
        Map<String, Quota> quotas = new HashMap<>();
        redis.ask(client -> client.hgetAll(RedisKeys.QUOTAS)).forEach((account, record) -> {
            List<StoredWindow> windows = Json.read(record, Stored.class).windows();
            quotas.put(
                    account, new Quota(windows.stream().map(RedisQuotas::window).toList()));
        });
        return Map.copyOf(quotas);
    }

    private static Quota.Window window(StoredWindow stored) {
        return new Quota.Window(
                stored.name(), stored.family(), stored.percent(), Instant.ofEpochMilli(stored.resets()));
    }
}
