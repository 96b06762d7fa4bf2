package org.llmrelay.claim;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Claims of one node in memory, for tests; they last until they are released. Thread-safe. */
public final class InMemoryClaims implements Claims {
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    @Override
    public boolean take(String work, Duration lasting) {
        return taken.add(work);
    }

    @Override
    public void release(String work) {
        taken.remove(work);
    }
}
