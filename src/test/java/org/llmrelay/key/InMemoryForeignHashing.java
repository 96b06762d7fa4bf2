package org.llmrelay.key;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.llmrelay.secret.Secret;

/** Foreign hashing in memory, for tests. Thread-safe. */
public final class InMemoryForeignHashing implements ForeignHashing {
    private final Set<Secret> secrets = new CopyOnWriteArraySet<>();

    @Override
    public List<Secret> secrets() {
        return List.copyOf(secrets);
    }

    @Override
    public void add(Secret secret) {
        boolean unused = secrets.add(secret);
    }
}
