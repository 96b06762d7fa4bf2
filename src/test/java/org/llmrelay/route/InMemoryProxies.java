package org.llmrelay.route;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.llmrelay.account.Account;
import org.llmrelay.account.Accounts;

/** Named proxies in memory, for tests. Thread-safe. */
public final class InMemoryProxies implements Proxies {
    private final Map<String, NamedProxy> proxies = new ConcurrentHashMap<>();
    private final Accounts accounts;

    public InMemoryProxies(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<NamedProxy> all() {
        return proxies.values().stream()
                .sorted(Comparator.comparing(NamedProxy::created).thenComparing(NamedProxy::id))
                .toList();
    }

    @Override
    public Optional<NamedProxy> find(String id) {
        return Optional.ofNullable(proxies.get(id));
    }

    @Override
    public void save(NamedProxy proxy) {
        proxies.put(proxy.id(), proxy);
        users(proxy.id())
                .forEach(user -> accounts.save(new Account(
                        user.id(),
                        user.kind(),
                        user.profile(),
                        user.connection().by(new Way.Shared(proxy)),
                        user.duty(),
                        user.created())));
    }

    @Override
    public Deletion delete(String id) {
        if (!users(id).isEmpty()) {
            return Deletion.IN_USE;
        }
        return proxies.remove(id) == null ? Deletion.UNKNOWN : Deletion.DELETED;
    }

    private List<Account> users(String id) {
        return accounts.all().stream()
                .filter(account -> account.connection().way() instanceof Way.Shared shared
                        && shared.named().id().equals(id))
                .toList();
    }
}
