package org.llmrelay.key;

import java.time.Instant;
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
    public List<ApiKey> page(int offset, int size) {
        return keys.values().stream()
                .sorted(NEWEST_FIRST)
                .skip(offset)
                .limit(size)
                .map(this::withFirstUse)
                .toList();
    }

    @Override
    public long count() {
        return keys.size();
    }

    @Override
    public Found search(Wanted wanted, int offset, int size) {
        List<ApiKey> fitting = page(0, Integer.MAX_VALUE).stream()
                .filter(key -> wanted.fits(
                        key.name(), key.enabled(), key.grant().profile().tags()))
                .toList();
        return new Found(fitting.stream().skip(offset).limit(size).toList(), fitting.size());
    }

    @Override
    public List<ApiKey> boundTo(String place) {
        return page(0, Integer.MAX_VALUE).stream()
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
        keys.put(key.id(), key);
    }

    @Override
    public void rehash(ApiKey key, KeyHash hash) {
        keys.computeIfPresent(
                key.id(), (id, stored) -> stored.hash().equals(key.hash()) ? rehashed(stored, hash) : stored);
    }

    @Override
    public boolean delete(String id) {
        firstUses.remove(id);
        return keys.remove(id) != null;
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
