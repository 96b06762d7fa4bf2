package org.llmrelay.pricing;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What nodes of one machine share, for tests. */
public final class InMemorySharedPrices implements SharedPrices {
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private final Map<String, byte[]> lists = new ConcurrentHashMap<>();

    @Override
    public boolean take(String source, Duration lasting) {
        return taken.add(source);
    }

    void endTurns() {
        taken.clear();
    }

    @Override
    public Optional<String> digest(String source) {
        return Optional.ofNullable(digests.get(source));
    }

    @Override
    public Optional<byte[]> list(String source) {
        return Optional.ofNullable(lists.get(source));
    }

    @Override
    public void share(String source, String digest, byte[] list) {
        lists.put(source, list);
        digests.put(source, digest);
    }
}
