package org.llmrelay.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks in memory, for tests. Thread-safe. */
public final class InMemoryChecks implements Checks {
    private final Map<String, List<Checkup>> checks = new HashMap<>();

    @Override
    public synchronized void note(String account, Checkup checkup) {
        List<Checkup> all = checks.computeIfAbsent(account, none -> new ArrayList<>());
        all.add(0, checkup);
        if (all.size() > REMEMBERED) {
            all.remove(REMEMBERED);
        }
    }

    @Override
    public synchronized List<Checkup> of(String account) {
        return List.copyOf(checks.getOrDefault(account, List.of()));
    }
}
