package org.llmrelay.redis;

import java.util.List;
import org.llmrelay.settings.OriginRules;
import org.llmrelay.settings.Origins;

/** The origins that may call, in Redis: a member of the hash of settings, with a copy in memory. One that cannot be read allows nobody. Thread-safe. */
final class RedisOriginRules implements OriginRules {
    static final String NAME = "origins";

    private final Script saveSetting = Script.named("save_setting");
    private final Snapshot<Origins> snapshot = new Snapshot<>(Origins.NONE);
    private final Redis redis;

    RedisOriginRules(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Origins current() {
        return snapshot.get();
    }

    @Override
    public void save(Origins origins) {
        redis.run(saveSetting.with(List.of(RedisKeys.SETTINGS), List.of(NAME, Json.write(origins), RedisKeys.CHANGES)));
        reload();
    }

    /** Reads them anew: they were changed, here or elsewhere. */
    void reload() {
        snapshot.reload(this::read);
    }

    private Origins read() {
        String stored = redis.ask(client -> client.hget(RedisKeys.SETTINGS, NAME));
        try {
            return stored == null ? Origins.NONE : Json.read(stored, Origins.class);
        } catch (IllegalArgumentException e) {
            // Nobody may call from a browser until an operator says so anew.
            return Origins.NONE;
        }
    }
}
