package org.llmrelay.account;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Accounts in memory, for tests. Thread-safe. */
public final class InMemoryAccounts implements Accounts {
    private static final Comparator<Account> ORDER = Comparator.comparingInt(
                    (Account account) -> account.profile().priority())
            .thenComparing(Account::created)
            .thenComparing(Account::id);

    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final InMemoryStandings standings;

    public InMemoryAccounts(InMemoryStandings standings) {
        this.standings = standings;
    }

    @Override
    public List<Account> all() {
        return accounts.values().stream().sorted(ORDER).toList();
    }

    @Override
    public Optional<Account> find(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public void save(Account account) {
        accounts.put(account.id(), account);
    }

    @Override
    public boolean delete(String id) {
        standings.forget(id);
        return accounts.remove(id) != null;
    }
}
