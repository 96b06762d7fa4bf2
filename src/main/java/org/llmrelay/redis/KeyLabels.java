package org.llmrelay.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.llmrelay.key.ApiKey;
import org.llmrelay.key.KeyLabel;

/** The labels of all keys, read again when a key has changed. Thread-safe. */
final class KeyLabels {
    /** For a change that no message told of. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final Comparator<KeyLabel> NEWEST_FIRST =
            Comparator.comparing(KeyLabel::created).thenComparing(KeyLabel::id).reversed();

    private final Redis redis;
    private final KeyCache changes;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Copy> last = new AtomicReference<>();

    KeyLabels(Redis redis, KeyCache changes, InstantSource clock) {
        this.redis = redis;
        this.changes = changes;
        this.clock = clock;
    }

    private record Copy(long mark, Instant until, List<KeyLabel> labels, Map<String, Parsed> parsed) {}

    /** A label, and the texts that it stands in: to read ten thousand texts takes ten times as long as to compare them. */
    private record Parsed(
            String stored,
            @Nullable String firstUse,
            @Nullable KeyLabel label) {
        static Parsed of(String id, String stored, @Nullable String firstUse) {
            return new Parsed(
                    stored, firstUse, Json.read(stored, StoredLabel.class).toLabel(id, firstUse));
        }

        boolean isOf(String otherStored, @Nullable String otherFirstUse) {
            return stored.equals(otherStored) && Objects.equals(firstUse, otherFirstUse);
        }
    }

    /** {@code find}: the keys with some ids, for those that have no label of today's form. */
    List<KeyLabel> all(Function<List<String>, List<ApiKey>> find) {
        long mark = changes.mark();
        Copy copy = last.get();
        if (copy != null && copy.mark() == mark && clock.instant().isBefore(copy.until())) {
            return copy.labels();
        }
        Map<String, Parsed> parsed = new HashMap<>();
        List<KeyLabel> labels = read(find, copy == null ? Map.of() : copy.parsed(), parsed);
        last.set(new Copy(mark, clock.instant().plus(FRESH), labels, parsed));
        return labels;
    }

    private List<KeyLabel> read(
            Function<List<String>, List<ApiKey>> find, Map<String, Parsed> known, Map<String, Parsed> parsed) {
        List<@Nullable Object> answers = redis.runAll(List.of(
                Command.plain(Redis.COMMANDS.hgetAll(RedisKeys.KEY_LABELS)),
                Command.plain(Redis.COMMANDS.hgetAll(RedisKeys.KEY_FIRST_USES)),
                Command.plain(Redis.COMMANDS.zrange(RedisKeys.KEYS_BY_CREATION, 0, -1))));
        Map<?, ?> stored = (Map<?, ?>) Objects.requireNonNull(answers.get(0));
        Map<?, ?> firstUses = (Map<?, ?>) Objects.requireNonNull(answers.get(1));
        List<KeyLabel> labels = new ArrayList<>(stored.size());
        List<String> older = new ArrayList<>();
        for (Object each : (List<?>) Objects.requireNonNull(answers.get(2))) {
            String id = (String) each;
            Parsed one = parsed(id, (String) stored.get(id), (String) firstUses.get(id), known.get(id));
            if (one == null || one.label() == null) {
                older.add(id);
            } else {
                parsed.put(id, one);
                labels.add(one.label());
            }
        }
        if (!older.isEmpty()) {
            find.apply(older).stream().map(KeyLabel::of).forEach(labels::add);
        }
        labels.sort(NEWEST_FIRST);
        return List.copyOf(labels);
    }

    private static @Nullable Parsed parsed(
            String id, @Nullable String stored, @Nullable String firstUse, @Nullable Parsed known) {
        if (stored == null) {
            return null;
        }
        return known != null && known.isOf(stored, firstUse) ? known : Parsed.of(id, stored, firstUse);
    }
}
