package org.llmrelay.signin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Users for tests. Thread-safe. */
public final class InMemoryUsers implements Users {
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final AtomicBoolean taken = new AtomicBoolean();

    @Override
    public Optional<User> find(String username) {
        return Optional.ofNullable(users.get(username));
    }

    @Override
    public boolean isEmpty() {
        return users.isEmpty();
    }

    @Override
    public boolean addFirst(User user) {
        if (!taken.compareAndSet(false, true)) {
            return false;
        }
        users.put(user.username(), user);
        return true;
    }

    @Override
    public void save(User user) {
        taken.set(true);
        users.put(user.username(), user);
    }

    @Override
    public List<User> all() {
        return users.values().stream()
                .sorted(Comparator.comparing(User::username))
                .toList();
    }

    @Override
    public boolean add(User user) {
        taken.set(true);
        return users.putIfAbsent(user.username(), user) == null;
    }

    @Override
    public boolean delete(String username) {
        return users.remove(username) != null;
    }
}
