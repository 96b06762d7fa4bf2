package org.llmrelay.key;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys in memory, for tests. Thread-safe. */
public final class InMemoryKeys implements Keys {
    private static final Comparator<ApiKey> NEWEST_FIRST =
            Comparator.comparing(ApiKey::created).thenComparing(ApiKey::id).reversed();

    private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();
    private final Map<String, Instant> firstUses = new ConcurrentHashMap<>();
    private final Map<String, Deleted> deleted = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public InMemoryKeys() {
        this(InstantSource.system());
    }

    InMemoryKeys(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Optional<ApiKey> byHash(KeyHash hash) {
        return keys.values().stream()
                .filter(key -> key.hash().equals(hash))
                .findFirst()
                .map(this::withFirstUse);
    }

    @Override
    public Optional<ApiKey> find(String id) {
        return Optional.ofNullable(keys.get(id)).map(this::withFirstUse);
    }

    @Override
    public List<KeyLabel> labels() {
        return keys.values().stream()
                .sorted(NEWEST_FIRST)
                .map(this::withFirstUse)
                .map(KeyLabel::of)
                .toList();
    }

    @Override
    public long count() {
        return keys.size();
    }

    @Override
    public List<ApiKey> boundTo(String place) {
        return keys.values().stream()
                .sorted(NEWEST_FIRST)
                .map(this::withFirstUse)
                .filter(key -> key.handling().accounts().containsValue(place))
                .toList();
    }

    @Override
    public void saveAll(List<ApiKey> all) {
        all.forEach(this::save);
    }

    @Override
    public List<ApiKey> findAll(List<String> ids) {
        return ids.stream().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    public void save(ApiKey key) {
        deleted.remove(key.id());
        keys.put(key.id(), key);
    }

    @Override
    public void rehash(ApiKey key, KeyHash hash) {
        keys.computeIfPresent(
                key.id(), (id, stored) -> stored.hash().equals(key.hash()) ? rehashed(stored, hash) : stored);
    }

    @Override
    public boolean delete(String id) {
        find(id).ifPresent(key -> deleted.put(id, new Deleted(key, clock.instant())));
        firstUses.remove(id);
        return keys.remove(id) != null;
    }

    @Override
    public List<Deleted> deleted() {
        Instant since = clock.instant().minus(KEPT);
        deleted.values().removeIf(gone -> !gone.at().isAfter(since));
        return deleted.values().stream()
                .sorted(Comparator.comparing(Deleted::at).reversed())
                .toList();
    }

    @Override
    public boolean restore(String id) {
        Optional<ApiKey> back = deleted().stream()
                .map(Deleted::key)
                .filter(key -> key.id().equals(id))
                .findFirst();
        back.ifPresent(key -> {
            save(key);
            if (key.activated() != null) {
                firstUses.put(id, key.activated());
            }
        });
        return back.isPresent();
    }

    @Override
    public boolean erase(String id) {
        return deleted.remove(id) != null;
    }

    @Override
    public Optional<Instant> activate(ApiKey key, Instant now) {
        if (!keys.containsKey(key.id())) {
            return Optional.empty();
        }
        Instant moment = now.truncatedTo(ChronoUnit.MILLIS);
        Instant before = firstUses.putIfAbsent(key.id(), moment);
        return Optional.of(before == null ? moment : before);
    }

    private static ApiKey rehashed(ApiKey key, KeyHash hash) {
        return new ApiKey(key.id(), new ApiKey.Imprint(hash, key.hint()), key.grant(), key.activated(), key.created());
    }

    private ApiKey withFirstUse(ApiKey key) {
        return key.activatedAt(firstUses.get(key.id()));
    }
}
