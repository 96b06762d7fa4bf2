package org.llmrelay.redis;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.llmrelay.account.Account;
import org.llmrelay.account.Accounts;
import org.llmrelay.route.NamedProxy;
import org.llmrelay.route.Way;
import org.llmrelay.secret.Vault;

/** Accounts in Redis: a hash of records, with all of them in memory. An account whose record cannot be read is left out. Thread-safe. */
final class RedisAccounts implements Accounts {
    private final Script readAccounts = Script.named("read_accounts");
    private final Script saveAccount = Script.named("save_account");
    private final Script deleteAccount = Script.named("delete_account");
    private final Snapshot<Directory> snapshot = new Snapshot<>(Directory.EMPTY);
    private final Redis redis;
    private final RedisStandings standings;
    private final Vault vault;
    private final RedisEvents events;

    RedisAccounts(Redis redis, RedisStandings standings, Vault vault, RedisEvents events) {
        this.redis = redis;
        this.standings = standings;
        this.vault = vault;
        this.events = events;
    }

    private record Directory(List<Account> inOrder, Map<String, Account> byId, List<NamedProxy> proxies) {
        static final Directory EMPTY = new Directory(List.of(), Map.of(), List.of());

        private static final Comparator<Account> ORDER = Comparator.comparingInt(
                        (Account account) -> account.profile().priority())
                .thenComparing(Account::created)
                .thenComparing(Account::id);

        private static final Comparator<NamedProxy> BY_AGE =
                Comparator.comparing(NamedProxy::created).thenComparing(NamedProxy::id);

        static Directory of(Stream<Account> accounts, Collection<NamedProxy> proxies) {
            List<Account> inOrder = accounts.sorted(ORDER).toList();
            return new Directory(
                    inOrder,
                    inOrder.stream().collect(Collectors.toMap(Account::id, Function.identity())),
                    proxies.stream().sorted(BY_AGE).toList());
        }
    }

    @Override
    public List<Account> all() {
        return directory().inOrder();
    }

    @Override
    public Optional<Account> find(String id) {
        return Optional.ofNullable(directory().byId().get(id));
    }

    /** Whether there is an account with this id, and anything limits it. Asks no store. */
    boolean hasLimits(String id) {
        Account account = snapshot.get().byId().get(id);
        return account != null && account.duty().caps().isLimited();
    }

    /** The named proxies, which accounts hold as they are: so both are read together. */
    List<NamedProxy> proxies() {
        return directory().proxies();
    }

    private Directory directory() {
        Directory current = snapshot.get();
        // An empty one may be one that was never read.
        return current.equals(Directory.EMPTY) ? reload() : current;
    }

    @Override
    public void save(Account account) {
        String record = Json.write(StoredAccount.of(account, vault));
        String proxy = account.connection().way() instanceof Way.Shared shared
                ? shared.named().id()
                : "";
        Object saved = redis.run(saveAccount.with(
                List.of(RedisKeys.ACCOUNT_RECORDS, RedisKeys.PROXY_RECORDS),
                List.of(account.id(), record, RedisKeys.CHANGES, proxy)));
        if (Long.valueOf(-1).equals(saved)) {
            throw new IllegalStateException("proxy " + proxy + " (expected: one that has not been deleted)");
        }
        reload();
    }

    @Override
    public boolean delete(String id) {
        Object deleted = redis.run(deleteAccount.with(
                List.of(
                        RedisKeys.ACCOUNT_RECORDS,
                        RedisKeys.STANDINGS,
                        RedisKeys.QUOTAS,
                        RedisKeys.history(id),
                        RedisKeys.CREDENTIALS,
                        RedisKeys.RENEWALS,
                        RedisKeys.checks(id)),
                List.of(id, RedisKeys.CHANGES)));
        reload();
        standings.reload();
        return Long.valueOf(1).equals(deleted);
    }

    /** Reads all accounts anew: one was changed, here or elsewhere. */
    Directory reload() {
        return snapshot.reload(this::read);
    }

    private Directory read() {
        List<?> both = (List<?>) Objects.requireNonNull(
                redis.run(readAccounts.with(List.of(RedisKeys.ACCOUNT_RECORDS, RedisKeys.PROXY_RECORDS), List.of())));
        Map<String, NamedProxy> proxies = proxies(Flat.map(both.get(1)));
        return Directory.of(
                Flat.map(both.get(0)).entrySet().stream()
                        .flatMap(field -> account(field.getKey(), field.getValue(), proxies)),
                proxies.values());
    }

    private Map<String, NamedProxy> proxies(Map<String, String> records) {
        Map<String, NamedProxy> readable = new HashMap<>();
        records.forEach((id, record) -> {
            try {
                readable.put(id, Json.read(record, StoredNamedProxy.class).toNamedProxy(vault));
            } catch (RuntimeException e) {
                events.proxyUnreadable(id, String.valueOf(e.getMessage()));
            }
        });
        return readable;
    }

    private Stream<Account> account(String id, String record, Map<String, NamedProxy> proxies) {
        try {
            return Stream.of(Json.read(record, StoredAccount.class).toAccount(vault, proxies));
        } catch (RuntimeException e) {
            // Whatever is wrong with one record, the others are needed.
            events.accountUnreadable(id, String.valueOf(e.getMessage()));
            return Stream.empty();
        }
    }
}
