package org.llmrelay.key;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Links in memory, for tests. Thread-safe. */
public final class InMemoryLinks implements Links {
    private final Map<String, KeyHash> links = new ConcurrentHashMap<>();

    @Override
    public void save(String key, KeyHash hash) {
        links.put(key, hash);
    }

    @Override
    public Optional<KeyHash> find(String key) {
        return Optional.ofNullable(links.get(key));
    }

    @Override
    public boolean delete(String key) {
        return links.remove(key) != null;
    }
}
