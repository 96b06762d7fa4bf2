package org.llmrelay.admission;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Refusals in memory, for tests. Thread-safe. */
public final class InMemoryRefusals implements Refusals {
    private final List<RefusedCall> newestFirst = new CopyOnWriteArrayList<>();

    @Override
    public void keep(List<RefusedCall> refused) {
        refused.forEach(call -> newestFirst.add(0, call));
    }

    @Override
    public List<RefusedCall> latest(String key, int most) {
        return newestFirst.stream()
                .filter(call -> call.key().equals(key))
                .limit(most)
                .toList();
    }

    @Override
    public Optional<RefusedCall> find(String key, String call) {
        return latest(key, Integer.MAX_VALUE).stream()
                .filter(refused -> refused.call().equals(call))
                .findFirst();
    }
}
