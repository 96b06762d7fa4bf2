package org.llmrelay.account;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Groups in memory, for tests. Thread-safe. */
public final class InMemoryGroups implements Groups {
    private static final Comparator<Group> ORDER = Comparator.comparing((Group group) -> !group.isShared())
            .thenComparing(Group::created)
            .thenComparing(Group::id);

    private final Map<String, Group> groups = new ConcurrentHashMap<>(Map.of(Group.SHARED, Group.USUAL));

    @Override
    public List<Group> all() {
        return groups.values().stream().sorted(ORDER).toList();
    }

    @Override
    public Optional<Group> find(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    @Override
    public void save(Group group) {
        groups.put(group.id(), group);
    }

    @Override
    public boolean delete(String id) {
        boolean wasThere = groups.remove(id) != null;
        groups.putIfAbsent(Group.SHARED, Group.USUAL);
        return wasThere;
    }
}
