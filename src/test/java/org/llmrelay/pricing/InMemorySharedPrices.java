package org.llmrelay.pricing;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What nodes of one machine share, for tests. */
public final class InMemorySharedPrices implements SharedPrices {
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final Map<String, Shared> lists = new ConcurrentHashMap<>();

    private record Shared(String digest, byte[] list) {}

    @Override
    public boolean take(String source, Duration lasting) {
        return taken.add(source);
    }

    void endTurns() {
        taken.clear();
    }

    @Override
    public Optional<String> digest(String source) {
        return Optional.ofNullable(lists.get(source)).map(Shared::digest);
    }

    @Override
    public Optional<byte[]> list(String source) {
        return Optional.ofNullable(lists.get(source)).map(Shared::list);
    }

    @Override
    public void share(String source, String digest, byte[] list) {
        lists.put(source, new Shared(digest, list));
    }
}
