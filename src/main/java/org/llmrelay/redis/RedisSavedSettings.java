package org.llmrelay.redis;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmrelay.settings.Saved;
import org.llmrelay.settings.SavedSettings;

/**
 * What operators saved, in Redis: a member of the hash of settings, with its version before it and a copy in memory. Where it cannot be read, what held
 * before goes on. Thread-safe.
 */
final class RedisSavedSettings implements SavedSettings {
    static final String NAME = "saved";

    private final Script replaceSetting = Script.named("replace_setting");
    private final Snapshot<Saved> snapshot = new Snapshot<>(Saved.NOTHING);
    private final Redis redis;
    private final RedisEvents events;

    RedisSavedSettings(Redis redis, RedisEvents events) {
        this.redis = redis;
        this.events = events;
    }

    @Override
    public Saved current() {
        return snapshot.get();
    }

    @Override
    public Saved latest() {
        String stored = stored();
        try {
            return read(stored);
        } catch (IllegalArgumentException e) {
            // What replaces it takes the place of the damaged one.
            return snapshot.get().as(version(Objects.requireNonNull(stored)));
        }
    }

    @Override
    public boolean replace(Saved next) {
        boolean replaced = write(Long.toString(next.version() - 1), next) > 0;
        reload();
        return replaced;
    }

    /** Stores something from a backup, whatever is there. */
    void restore(Saved saved) {
        long unused = write("", saved);
        reload();
    }

    private long write(String follows, Saved saved) {
        return (Long) Objects.requireNonNull(redis.run(replaceSetting.with(
                List.of(RedisKeys.SETTINGS), List.of(NAME, follows, Json.write(Stored.of(saved)), RedisKeys.CHANGES))));
    }

    /** Reads them anew: they were changed, here or elsewhere. */
    void reload() {
        snapshot.reload(() -> {
            try {
                return read(stored());
            } catch (IllegalArgumentException e) {
                events.settingsUnreadable();
                return snapshot.get();
            }
        });
    }

    private @Nullable String stored() {
        return redis.ask(client -> client.hget(RedisKeys.SETTINGS, NAME));
    }

    /** @throws IllegalArgumentException when it is damaged */
    static Saved read(@Nullable String stored) {
        if (stored == null) {
            return Saved.NOTHING;
        }
        return Json.read(stored.substring(stored.indexOf('|') + 1), Stored.class)
                .toSaved(version(stored));
    }

    /** As it lies in a backup, where versions say nothing. */
    static String write(Saved saved) {
        return "0|" + Json.write(Stored.of(saved));
    }

    /** Zero where there is none, as the script has it. */
    private static long version(String stored) {
        String digits = stored.substring(0, Math.max(0, stored.indexOf('|')));
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    /** The record behind the version. */
    private record Stored(
            @Nullable Map<String, Long> numbers, @Nullable Map<String, String> texts) {

        static Stored of(Saved saved) {
            return new Stored(saved.numbers(), saved.texts());
        }

        Saved toSaved(long version) {
            return new Saved(
                    version,
                    Objects.requireNonNullElse(numbers, Map.of()),
                    Objects.requireNonNullElse(texts, Map.of()));
        }
    }
}
